using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class EvidenceFileConfiguration : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> file)
    {
        file.HasOne<Job>().WithMany().HasForeignKey(f => f.JobId).OnDelete(DeleteBehavior.Restrict);
        file.Property(f => f.ByName).HasMaxLength(Customer.NameMaxLength);
        file.Property(f => f.SeenByName).HasMaxLength(Customer.NameMaxLength);
        file.HasIndex(f => f.JobId);
        file.HasIndex(f => f.FormKey).HasFilter("job_id is null");
        file.HasIndex(f => f.PurgeAt);
    }
}

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> hold)
    {
        hold.HasOne<Job>().WithMany().HasForeignKey(h => h.JobId).OnDelete(DeleteBehavior.Restrict);
        hold.Property(h => h.Reason).HasMaxLength(LegalHold.ReasonMaxLength);
        hold.Property(h => h.EndReason).HasMaxLength(LegalHold.ReasonMaxLength);
        hold.Property(h => h.ByName).HasMaxLength(Customer.NameMaxLength);
        hold.Property(h => h.EndedByName).HasMaxLength(Customer.NameMaxLength);
        hold.HasIndex(h => h.JobId).IsUnique().HasFilter("ended_at is null").HasDatabaseName(DbErrors.OneHoldAJob);
        hold.HasIndex(h => new { h.JobId, h.Since });
    }
}

internal sealed class CustomerNoteConfiguration : IEntityTypeConfiguration<CustomerNote>
{
    public void Configure(EntityTypeBuilder<CustomerNote> note)
    {
        note.HasOne<Job>().WithMany().HasForeignKey(n => n.JobId).OnDelete(DeleteBehavior.Restrict);
        note.Property(n => n.Text).HasMaxLength(CustomerNote.TextMaxLength);
        note.Property(n => n.DoneByName).HasMaxLength(Customer.NameMaxLength);
        note.HasIndex(n => n.JobId);
        note.HasIndex(n => n.At).HasFilter("done_at is null");
    }
}

internal sealed class VisitReminderConfiguration : IEntityTypeConfiguration<VisitReminder>
{
    public void Configure(EntityTypeBuilder<VisitReminder> reminder)
    {
        reminder.HasKey(r => new { r.VisitId, r.Kind, r.WindowStart });
        reminder.ToTable("visit_reminders");
        reminder.HasOne<Visit>().WithMany().HasForeignKey(r => r.VisitId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OutboxTextConfiguration : IEntityTypeConfiguration<OutboxText>
{
    public void Configure(EntityTypeBuilder<OutboxText> text)
    {
        text.HasOne<Job>().WithMany().HasForeignKey(t => t.JobId).OnDelete(DeleteBehavior.Restrict);
        text.HasOne<Message>().WithMany().HasForeignKey(t => t.MessageId).OnDelete(DeleteBehavior.Restrict);
        text.Property(t => t.Kind).HasMaxLength(60);
        text.Property(t => t.ToPhone).HasMaxLength(Customer.PhoneMaxLength);
        text.Property(t => t.GatewayId).HasMaxLength(OutboxText.GatewayIdMaxLength);
        text.Property(t => t.LastError).HasMaxLength(OutboxText.ErrorMaxLength);
        text.HasIndex(t => t.NextTryAt).HasFilter("state = 'Waiting'");
        text.HasIndex(t => t.GatewayId).HasFilter("gateway_id is not null");
        text.HasIndex(t => t.JobId);
    }
}

internal sealed class TextStopConfiguration : IEntityTypeConfiguration<TextStop>
{
    public void Configure(EntityTypeBuilder<TextStop> stop)
    {
        stop.HasKey(s => s.Phone);
        stop.Property(s => s.Phone).HasMaxLength(Customer.PhoneMaxLength);
    }
}

internal sealed class WaitlistEntryConfiguration : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> entry)
    {
        entry.ToTable("waitlist_entries");
        entry.HasOne<Job>().WithMany().HasForeignKey(e => e.JobId).OnDelete(DeleteBehavior.Restrict);
        entry.HasIndex(e => e.JobId).IsUnique().HasFilter("ended_at is null");
        entry.HasIndex(e => e.OfferKeyHash).HasFilter("offer_key_hash is not null");
    }
}
