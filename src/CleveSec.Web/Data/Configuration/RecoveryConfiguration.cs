using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

/// <summary>What the recovery log and the re-initialization keep of one recorder.</summary>
internal static class RecoveryConfiguration
{
    public static void Configure(EntityTypeBuilder<JobRecorder> recorder)
    {
        recorder.Property(r => r.FirmwareBefore).HasMaxLength(JobRecorder.FirmwareMaxLength);
        recorder.Property(r => r.PlaybackGaps).HasMaxLength(JobRecorder.PlaybackGapsMaxLength);
        recorder.HasMany(r => r.SetupSteps).WithOne().HasForeignKey(s => s.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
        recorder.Navigation(r => r.SetupSteps).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class AttemptStartConfiguration : IEntityTypeConfiguration<AttemptStart>
{
    public void Configure(EntityTypeBuilder<AttemptStart> start)
    {
        start.ToTable("attempt_starts");
        start.Ignore(s => s.IsUnderWay);

        // Of two that end it at once the second finds that it is over, instead of being stopped by the trigger.
        start.Property(s => s.OverAt).IsConcurrencyToken();
        start.Property(s => s.MethodId).HasMaxLength(ResetMethod.IdMaxLength);
        start.Property(s => s.ByName).HasMaxLength(StaffMember.NameMaxLength);
        start.HasOne<JobRecorder>().WithMany().HasForeignKey(s => s.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
        start.HasOne<Visit>().WithMany().HasForeignKey(s => s.VisitId).OnDelete(DeleteBehavior.Restrict);
        start.HasIndex(s => s.JobRecorderId).IsUnique().HasFilter("over_at is null").HasDatabaseName(DbErrors.OneAttemptUnderWay);
    }
}

internal sealed class SetupStepConfiguration : IEntityTypeConfiguration<SetupStep>
{
    public void Configure(EntityTypeBuilder<SetupStep> step)
    {
        step.ToTable("setup_steps");
        step.Property(s => s.StepId).HasMaxLength(SetupSteps.IdMaxLength);
        step.Property(s => s.ByName).HasMaxLength(StaffMember.NameMaxLength);
        step.HasIndex(s => new { s.JobRecorderId, s.StepId }).IsUnique();
    }
}

internal sealed class ClipExportConfiguration : IEntityTypeConfiguration<ClipExport>
{
    public void Configure(EntityTypeBuilder<ClipExport> clip)
    {
        clip.ToTable("clip_exports");
        clip.Property(c => c.ExportedBy).HasMaxLength(Customer.NameMaxLength);
        clip.Property(c => c.ByName).HasMaxLength(StaffMember.NameMaxLength);
        clip.HasOne<JobRecorder>().WithMany().HasForeignKey(c => c.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
        clip.HasOne<Visit>().WithMany().HasForeignKey(c => c.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}
