using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.Property(j => j.Number).HasMaxLength(JobNumber.MaxLength);
        job.HasIndex(j => j.Number).IsUnique();
        job.Property(j => j.Notes).HasMaxLength(Job.NotesMaxLength);
        job.Property(j => j.Diagnosis).HasMaxLength(Job.DiagnosisMaxLength);
        job.Property(j => j.ServiceId).HasMaxLength(Service.IdMaxLength).HasDefaultValue(Service.RecoveryId);
        job.Property(j => j.ContactName).HasMaxLength(Customer.NameMaxLength);
        job.Property(j => j.ContactPhone).HasMaxLength(Customer.PhoneMaxLength);
        job.Property(j => j.QueueReason).HasMaxLength(Job.ReasonMaxLength);
        job.Property(j => j.Summary).HasMaxLength(Job.SummaryMaxLength);
        job.Property(j => j.Version).IsRowVersion();
        job.HasOne(j => j.Customer).WithMany().HasForeignKey(j => j.CustomerId).OnDelete(DeleteBehavior.Restrict);
        job.HasOne(j => j.Site).WithMany().HasForeignKey(j => j.SiteId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Recorders).WithOne().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Visits).WithOne().HasForeignKey(v => v.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Checks).WithOne().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.SecondPersonRequests).WithOne().HasForeignKey(r => r.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Prechecks).WithOne().HasForeignKey(p => p.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.OwnerSignatures).WithOne().HasForeignKey(s => s.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Authorizations).WithOne().HasForeignKey(a => a.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Attempts).WithOne().HasForeignKey(a => a.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.AttemptStarts).WithOne().HasForeignKey(a => a.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Clips).WithOne().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.VendorCases).WithOne().HasForeignKey(c => c.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasMany(j => j.Events).WithOne().HasForeignKey(e => e.JobId).OnDelete(DeleteBehavior.Restrict);
        job.HasIndex(j => new { j.Status, j.QueuedAt });
        job.Ignore(j => j.StandingCheck).Ignore(j => j.LiveVisit).Ignore(j => j.PendingVendorCase).Ignore(j => j.PendingSecondPerson).Ignore(j => j.LatestOwnerSignature);
        foreach (var collection in new[] { nameof(Job.Recorders), nameof(Job.Visits), nameof(Job.Checks), nameof(Job.SecondPersonRequests), nameof(Job.Prechecks), nameof(Job.OwnerSignatures), nameof(Job.Authorizations), nameof(Job.Attempts), nameof(Job.AttemptStarts), nameof(Job.Clips), nameof(Job.VendorCases), nameof(Job.Events) })
        {
            job.Navigation(collection).UsePropertyAccessMode(PropertyAccessMode.Field);
        }
    }
}
