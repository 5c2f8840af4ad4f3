using System.Text.Json;
using System.Text.Json.Serialization;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CleveSec.Web.Data.Configuration;

// The rows that exist only as parts of a job; together because they change together.
internal sealed class JobRecorderConfiguration : IEntityTypeConfiguration<JobRecorder>
{
    public void Configure(EntityTypeBuilder<JobRecorder> recorder)
    {
        recorder.HasOne(r => r.Recorder).WithMany().HasForeignKey(r => r.RecorderId).OnDelete(DeleteBehavior.Restrict);
        recorder.HasIndex(r => new { r.JobId, r.RecorderId }).IsUnique();
        recorder.Property(r => r.LinkSeenByName).HasMaxLength(StaffMember.NameMaxLength);
        recorder.Property(r => r.ConsentByName).HasMaxLength(Customer.NameMaxLength);
        recorder.Property(r => r.FirmwareAfter).HasMaxLength(JobRecorder.FirmwareMaxLength);
        recorder.HasMany(r => r.Hardening).WithOne().HasForeignKey(h => h.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
        recorder.Navigation(r => r.Hardening).UsePropertyAccessMode(PropertyAccessMode.Field);
        RecoveryConfiguration.Configure(recorder);
    }
}

internal sealed class HardeningItemConfiguration : IEntityTypeConfiguration<HardeningItem>
{
    public void Configure(EntityTypeBuilder<HardeningItem> item)
    {
        item.ToTable("hardening_items");
        item.Property(h => h.ItemId).HasMaxLength(HardeningItem.ItemIdMaxLength);
        item.Property(h => h.ByName).HasMaxLength(StaffMember.NameMaxLength);
        item.Property(h => h.Version).HasDefaultValue(1);
        item.Property(h => h.Before).HasMaxLength(HardeningDetail.TextMaxLength);
        item.Property(h => h.After).HasMaxLength(HardeningDetail.TextMaxLength);
        item.HasIndex(h => new { h.JobRecorderId, h.ItemId }).IsUnique();
    }
}

internal sealed class OwnershipCheckConfiguration : IEntityTypeConfiguration<OwnershipCheck>
{
    public void Configure(EntityTypeBuilder<OwnershipCheck> check)
    {
        check.Property(c => c.PersonName).HasMaxLength(Customer.NameMaxLength);
        check.Property(c => c.IdentityLastFour).HasMaxLength(IdentitySeen.LastFourLength);
        check.Property(c => c.Reason).HasMaxLength(OwnershipCheck.ReasonMaxLength);
        check.Property(c => c.WithdrawnReason).HasMaxLength(OwnershipCheck.ReasonMaxLength);
        check.Property(c => c.ByName).HasMaxLength(StaffMember.NameMaxLength);
        check.Property(c => c.WithdrawnByName).HasMaxLength(StaffMember.NameMaxLength);
        check.Property(c => c.ApprovedByName).HasMaxLength(StaffMember.NameMaxLength);
        check.HasIndex(c => c.JobId).IsUnique().HasFilter("withdrawn_at is null").HasDatabaseName(DbErrors.OneCheckStands);
    }
}

internal sealed class SecondPersonRequestConfiguration : IEntityTypeConfiguration<SecondPersonRequest>
{
    private static readonly JsonSerializerOptions EnumsAsText = new() { Converters = { new JsonStringEnumConverter() } };

    public void Configure(EntityTypeBuilder<SecondPersonRequest> request)
    {
        request.ToTable("second_person_requests");
        request.Ignore(r => r.Seen).Ignore(r => r.IsWaiting);
        request.Property(r => r.PersonName).HasMaxLength(Customer.NameMaxLength);
        request.Property(r => r.IdentityLastFour).HasMaxLength(IdentitySeen.LastFourLength);
        request.Property(r => r.Note).HasMaxLength(SecondPersonRequest.NoteMaxLength);
        request.Property(r => r.Reason).HasMaxLength(OwnershipCheck.ReasonMaxLength);
        request.Property(r => r.AskedByName).HasMaxLength(StaffMember.NameMaxLength);
        request.Property(r => r.PhoneByName).HasMaxLength(StaffMember.NameMaxLength);
        request.Property(r => r.DecidedByName).HasMaxLength(StaffMember.NameMaxLength);
        request.HasOne<Visit>().WithMany().HasForeignKey(r => r.VisitId).OnDelete(DeleteBehavior.Restrict);
        request.HasIndex(r => r.VisitId).IsUnique().HasFilter("state = 'Waiting'").HasDatabaseName(DbErrors.OneSecondPersonAsked);
        request.Property(r => r.Links).HasColumnType("jsonb").HasConversion(
            links => JsonSerializer.Serialize(links, EnumsAsText),
            json => JsonSerializer.Deserialize<Dictionary<Guid, LinkKind>>(json, EnumsAsText)!,
            new ValueComparer<IReadOnlyDictionary<Guid, LinkKind>>((a, b) => ReferenceEquals(a, b), links => links.Count, links => links));
    }
}

internal sealed class OwnershipPrecheckConfiguration : IEntityTypeConfiguration<OwnershipPrecheck>
{
    private static readonly JsonSerializerOptions EnumsAsText = new() { Converters = { new JsonStringEnumConverter() } };

    public void Configure(EntityTypeBuilder<OwnershipPrecheck> precheck)
    {
        precheck.ToTable("ownership_prechecks");
        precheck.Property(p => p.Note).HasMaxLength(OwnershipPrecheck.NoteMaxLength);
        precheck.Property(p => p.ByName).HasMaxLength(StaffMember.NameMaxLength);
        precheck.HasIndex(p => new { p.JobId, p.At });
        precheck.Property(p => p.Links).HasColumnType("jsonb").HasConversion(
            links => JsonSerializer.Serialize(links, EnumsAsText),
            json => JsonSerializer.Deserialize<Dictionary<Guid, LinkKind>>(json, EnumsAsText)!,
            new ValueComparer<IReadOnlyDictionary<Guid, LinkKind>>((a, b) => ReferenceEquals(a, b), links => links.Count, links => links));
    }
}

internal sealed class AuthorizationConfiguration : IEntityTypeConfiguration<Authorization>
{
    public void Configure(EntityTypeBuilder<Authorization> authorization)
    {
        authorization.Property(a => a.TextVersion).HasMaxLength(AuthorizationText.VersionMaxLength);
        authorization.Property(a => a.SignedName).HasMaxLength(Customer.NameMaxLength);
        authorization.Property(a => a.WitnessName).HasMaxLength(StaffMember.NameMaxLength);
        authorization.HasOne<Visit>().WithMany().HasForeignKey(a => a.VisitId).OnDelete(DeleteBehavior.Restrict);
        authorization.HasIndex(a => a.PurgeAt);
    }
}

internal sealed class ResetAttemptConfiguration : IEntityTypeConfiguration<ResetAttempt>
{
    public void Configure(EntityTypeBuilder<ResetAttempt> attempt)
    {
        attempt.Property(a => a.MethodId).HasMaxLength(ResetMethod.IdMaxLength);
        attempt.Property(a => a.Note).HasMaxLength(ResetAttempt.NoteMaxLength);
        attempt.Property(a => a.ByName).HasMaxLength(StaffMember.NameMaxLength);
        attempt.Property(a => a.Preconditions).HasDefaultValueSql("'{}'");
        attempt.HasOne<JobRecorder>().WithMany().HasForeignKey(a => a.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<Visit>().WithMany().HasForeignKey(a => a.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VendorCaseConfiguration : IEntityTypeConfiguration<VendorCase>
{
    public void Configure(EntityTypeBuilder<VendorCase> vendorCase)
    {
        vendorCase.Property(c => c.Vendor).HasMaxLength(VendorCase.VendorMaxLength);
        vendorCase.Property(c => c.MethodId).HasMaxLength(ResetMethod.IdMaxLength);
        vendorCase.Property(c => c.ByName).HasMaxLength(StaffMember.NameMaxLength);
        vendorCase.Property(c => c.DeviceId).HasMaxLength(VendorCase.DeviceIdMaxLength);
        vendorCase.Property(c => c.Token).HasMaxLength(VendorCase.TokenLength);
        vendorCase.Property(c => c.Recipient).HasMaxLength(Customer.EmailMaxLength);
        vendorCase.HasIndex(c => c.Token).IsUnique();
        vendorCase.HasIndex(c => c.LetterMailId);
        vendorCase.HasIndex(c => c.AnswerValidUntil).HasFilter("state = 'Answered'");
        vendorCase.Ignore(c => c.IsPending).Ignore(c => c.IsOpen).Ignore(c => c.Turnaround);
        vendorCase.HasOne<JobRecorder>().WithMany().HasForeignKey(c => c.JobRecorderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class JobEventConfiguration : IEntityTypeConfiguration<JobEvent>
{
    public void Configure(EntityTypeBuilder<JobEvent> happened)
    {
        happened.Property(e => e.Sequence).UseIdentityAlwaysColumn();
        happened.Property(e => e.Kind).HasMaxLength(JobEvent.KindMaxLength);
        happened.Property(e => e.ActorName).HasMaxLength(Customer.NameMaxLength);
        happened.HasIndex(e => new { e.JobId, e.Sequence });
        happened.Property(e => e.Detail).HasColumnType("jsonb").HasConversion(
            detail => JsonSerializer.Serialize(detail, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyDictionary<string, string>>((a, b) => ReferenceEquals(a, b), detail => detail.Count, detail => detail));
    }
}
