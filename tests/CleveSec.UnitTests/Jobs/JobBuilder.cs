using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.UnitTests.Jobs;

/// <summary>Jobs in the middle of their life, made by the moves that lead there.</summary>
internal static class JobBuilder
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 15, 0);
    public static readonly Guid TechnicianId = Guid.Parse("11111111-1111-1111-1111-111111111111");
    public static readonly Guid OtherTechnicianId = Guid.Parse("22222222-2222-2222-2222-222222222222");
    public static readonly BookingRules Rules = new(
        BusinessCalendar.EveryDay(new WindowTime(new LocalTime(8, 0), new LocalTime(10, 0)), new(new LocalTime(10, 0), new LocalTime(12, 0))),
        Duration.FromMinutes(15), Duration.FromHours(2), 14, Duration.FromHours(2), Duration.FromDays(30));

    public static readonly IdentitySeen Identity = new("Casey Morgan", IdentityKind.DriversLicense, "1234", NameMatches: true);
    public static readonly ConsentSigned Consent = new(ConsentText.Current.Version, Language.English, "Casey Morgan");

    public static readonly AuthorizationSigned Signed = new(AuthorizationText.Current.Version, Language.English, "Casey Morgan");
    public static readonly ResetMethod Gentle = ResetMethod.Find("dahua-questions")!;
    public static readonly ResetMethod Destructive = ResetMethod.Find("dahua-button")!;
    public static readonly ResetMethod Vendor = ResetMethod.Find("dahua-vendor-code")!;

    /// <summary>Everything that this method needs is so, and the owner was told.</summary>
    public static AttemptTerms TermsOf(ResetMethod method) => new([.. AttemptPreconditions.Of(method).Select(needed => needed.Id)], EffectAcknowledged: true);

    public static Step By(ActorRole role, Instant? at = null) => role switch
    {
        ActorRole.Homeowner => new Step(Actor.Homeowner("Casey Morgan"), at ?? Now),
        ActorRole.Technician => ByTechnician(at),
        _ => new Step(new Actor(role, Guid.Parse("33333333-3333-3333-3333-333333333333"), "Dana Office"), at ?? Now),
    };

    public static Step ByTechnician(Instant? at = null) => new(new Actor(ActorRole.Technician, TechnicianId, "Terry Miles"), at ?? Now);

    public static Step ByOtherTechnician() => new(new Actor(ActorRole.Technician, OtherTechnicianId, "Robin Other"), Now);

    public static Placement Placement(Duration ahead, Guid? technician = null)
    {
        var start = Now + ahead;
        return new Placement(technician ?? TechnicianId, new Interval(start, start + Duration.FromHours(2)), start, start + Duration.FromHours(1), Duration.FromMinutes(20), Duration.FromMinutes(15), Duration.Zero);
    }

    public static Job Reported(int recorders = 1)
    {
        var customer = Customer.Register("Casey Morgan", "casey@example.com", "+12165550123", Now);
        var site = Site.At(customer.Id, "1 Main Street", null, "Cleveland", "44113", "sealed");
        return Job.Report("CS-2026-00042", customer, site, [.. Enumerable.Range(0, recorders).Select(_ => Recorder.Of(site.Id, RecorderBrand.Dahua, null, Now))], Trouble.ForgottenPassword, null, By(ActorRole.Dispatcher));
    }

    public static Job Scheduled(int recorders = 1) => Then(Reported(recorders), Schedule);

    public static Job OnSite(int recorders = 1) => Then(Scheduled(recorders), job => job.Arrive(samePersonSeen: false, ByTechnician()));

    public static Job Verified(int recorders = 1) => Then(OnSite(recorders), Verify);

    public static Job AwaitingVendor(int recorders = 1) => Then(Verified(recorders), job => job.AskVendor(job.Recorders[0].Id, "Dahua", Vendor, ByTechnician()));

    public static Job Reinitialized() => Then(Verified(), Reinitialize);

    public static Job Refused() => Then(OnSite(), job => job.Refuse("No identification.", ByTechnician()));

    public static Job NotRecovered() => Then(Verified(), job => job.GiveUp("No method fits.", ByTechnician()));

    public static Job Cancelled() => Then(Scheduled(), job => job.Cancel("Called off.", Rules, By(ActorRole.Dispatcher)));

    public static Job Closed() => Then(Reinitialized(), job => job.Close("It works again.", ByTechnician()));

    /// <summary>When a visit made here begins, counted from <see cref="Now"/>: the same day, so that its technician may arrive.</summary>
    public static readonly Duration Ahead = Duration.FromHours(3);

    public static void Schedule(Job job) => job.Schedule(Placement(Ahead), Rules, By(ActorRole.Dispatcher));

    public static AuthorizationSigned SignedBy(string name) => Signed with { Name = name };

    public static void Verify(Job job) => job.Verify(Seen(job), Signed, ByTechnician());

    /// <summary>Enough to verify, with a receipt for every recorder or for those named.</summary>
    public static OwnershipSeen Seen(Job job, params Guid[] recorders) => new(
        OwnershipSituation.OwnerOccupier, Identity, AuthorityKind.IdShowsThisAddress, (recorders.Length > 0 ? recorders : job.Recorders.Select(recorder => recorder.Id)).ToDictionary(id => id, _ => LinkKind.Receipt));

    public static void Reinitialize(Job job)
    {
        foreach (var recorder in job.Recorders)
        {
            job.RecordAttempt(recorder.Id, Gentle, AttemptOutcome.Succeeded, null, ByTechnician());
            job.ReinitializeRecorder(recorder.Id, null, playbackChecked: true, ByTechnician());
        }
    }

    public static Job Then(Job job, Action<Job> act)
    {
        act(job);
        return job;
    }
}
