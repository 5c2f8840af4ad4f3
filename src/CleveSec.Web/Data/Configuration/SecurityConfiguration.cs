using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class StaffSessionConfiguration : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> session)
    {
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.Property(s => s.UserAgent).HasMaxLength(300);
        session.Property(s => s.Address).HasMaxLength(60);
        session.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CustomerSessionConfiguration : IEntityTypeConfiguration<CustomerSession>
{
    public void Configure(EntityTypeBuilder<CustomerSession> session)
    {
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.HasOne<Job>().WithMany().HasForeignKey(s => s.JobId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CustomerCodeConfiguration : IEntityTypeConfiguration<CustomerCode>
{
    public void Configure(EntityTypeBuilder<CustomerCode> code)
    {
        code.HasIndex(c => new { c.JobId, c.CreatedAt });
        code.HasOne<Job>().WithMany().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SecretLinkConfiguration : IEntityTypeConfiguration<SecretLink>
{
    public void Configure(EntityTypeBuilder<SecretLink> link)
    {
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.Purpose, l.SubjectId });
    }
}

internal sealed class CommandKeyConfiguration : IEntityTypeConfiguration<CommandKey>
{
    public void Configure(EntityTypeBuilder<CommandKey> key)
    {
        key.HasKey(k => k.Key).HasName(DbErrors.CommandKeyUnique);
        key.Property(k => k.Kind).HasMaxLength(60);
    }
}

internal sealed class RateCountConfiguration : IEntityTypeConfiguration<RateCount>
{
    public void Configure(EntityTypeBuilder<RateCount> count)
    {
        count.HasKey(c => new { c.Key, c.WindowStart });
        count.Property(c => c.Key).HasMaxLength(200);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.Id).UseIdentityAlwaysColumn();
        entry.Property(e => e.StaffName).HasMaxLength(StaffMember.NameMaxLength);
        entry.Property(e => e.Action).HasMaxLength(60);
        entry.Property(e => e.Subject).HasMaxLength(200);
        entry.Property(e => e.Detail).HasMaxLength(1000);
        entry.Property(e => e.Address).HasMaxLength(60);
        entry.HasIndex(e => e.At);
    }
}
