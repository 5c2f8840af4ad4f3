using CleveSec.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.Property(m => m.Kind).HasMaxLength(60);
        mail.Property(m => m.ToAddress).HasMaxLength(Customer.EmailMaxLength);
        mail.Property(m => m.ToName).HasMaxLength(Customer.NameMaxLength);
        mail.Property(m => m.Subject).HasMaxLength(OutboxMail.SubjectMaxLength);
        mail.Property(m => m.MessageId).HasMaxLength(200);
        mail.HasIndex(m => m.MessageId).IsUnique();
        mail.Property(m => m.LastError).HasMaxLength(OutboxMail.ErrorMaxLength);
        mail.HasIndex(m => m.NextTryAt).HasFilter("state = 'Waiting'").HasDatabaseName("ix_outbox_mails_waiting");
        mail.HasIndex(m => m.JobId);
        mail.HasIndex(m => m.CreatedAt);
    }
}
