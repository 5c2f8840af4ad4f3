using System.Text.Json;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class VendorRowConfiguration : IEntityTypeConfiguration<VendorRow>
{
    public void Configure(EntityTypeBuilder<VendorRow> vendor)
    {
        vendor.ToTable("vendors");
        vendor.Property(v => v.Id).HasMaxLength(ResetMethod.IdMaxLength);
        vendor.Property(v => v.Name).HasMaxLength(VendorCase.VendorMaxLength);
        vendor.Property(v => v.Recipient).HasMaxLength(Customer.EmailMaxLength);
        vendor.Property(v => v.LetterText).HasMaxLength(VendorRow.LetterMaxLength);
    }
}

internal sealed class VendorFileConfiguration : IEntityTypeConfiguration<VendorFile>
{
    public void Configure(EntityTypeBuilder<VendorFile> file)
    {
        file.Property(f => f.FileName).HasMaxLength(VendorFile.NameMaxLength);
        file.Property(f => f.ByName).HasMaxLength(StaffMember.NameMaxLength);
        file.HasOne<VendorCase>().WithMany().HasForeignKey(f => f.VendorCaseId).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => f.VendorCaseId).IsUnique();
    }
}

internal sealed class OutboxAttachmentConfiguration : IEntityTypeConfiguration<OutboxAttachment>
{
    public void Configure(EntityTypeBuilder<OutboxAttachment> file)
    {
        file.Property(f => f.FileName).HasMaxLength(VendorFile.NameMaxLength);
        file.Property(f => f.MediaType).HasMaxLength(100);
        file.HasOne<OutboxMail>().WithMany().HasForeignKey(f => f.OutboxMailId).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => f.OutboxMailId);
    }
}

internal sealed class VendorAnswerConfiguration : IEntityTypeConfiguration<VendorAnswer>
{
    public void Configure(EntityTypeBuilder<VendorAnswer> answer)
    {
        answer.Property(a => a.FromAddress).HasMaxLength(Customer.EmailMaxLength);
        answer.Property(a => a.MessageId).HasMaxLength(VendorAnswer.NameMaxLength * 2);
        answer.Property(a => a.ScanWords).HasMaxLength(VendorAnswer.NameMaxLength);
        answer.Property(a => a.DecidedByName).HasMaxLength(StaffMember.NameMaxLength);
        answer.Property(a => a.Reason).HasMaxLength(VendorAnswer.ReasonMaxLength);
        answer.Property(a => a.Version).IsRowVersion();
        answer.Ignore(a => a.IsSuspicious);
        answer.Property(a => a.Parts).HasColumnType("jsonb").HasConversion(
            parts => JsonSerializer.Serialize(parts, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<AnswerPart>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<List<AnswerPart>>((a, b) => ReferenceEquals(a, b), parts => parts.Count, parts => parts));
        answer.HasOne<VendorCase>().WithMany().HasForeignKey(a => a.VendorCaseId).OnDelete(DeleteBehavior.Restrict);
        answer.HasIndex(a => a.VendorCaseId);
        answer.HasIndex(a => a.Fingerprint).IsUnique();
        answer.HasIndex(a => new { a.UidValidity, a.Uid }).IsUnique();
        answer.HasIndex(a => a.CameAt).HasFilter("state = 'Quarantined'");
    }
}

internal sealed class VendorMailboxConfiguration : IEntityTypeConfiguration<VendorMailbox>
{
    public void Configure(EntityTypeBuilder<VendorMailbox> mailbox)
    {
        mailbox.Property(m => m.Id).ValueGeneratedNever();
        mailbox.Property(m => m.Error).HasMaxLength(OutboxMail.ErrorMaxLength);
    }
}
