using CleveSec.Domain.Ownership;

namespace CleveSec.Domain.Jobs;

/// <content>What the office finds out about ownership before anybody is on site.</content>
public sealed partial class Job
{
    private readonly List<OwnershipPrecheck> prechecks = [];

    /// <summary>Those added in this unit of work; read with the job only where they are asked for.</summary>
    public IReadOnlyList<OwnershipPrecheck> Prechecks => prechecks;

    /// <summary>Why papers need no looking at now; null: they may be.</summary>
    public string? WhyNoPrecheck => Status is JobStatus.Reported or JobStatus.Scheduled or JobStatus.OnSite && StandingCheck is null
        ? null
        : "Papers are looked at beforehand only while ownership is not verified and the job is open.";

    /// <summary>Notes what the papers show. Nothing is verified by it, and nothing may be tried because of it.</summary>
    /// <param name="authority">Null: no paper of it came.</param>
    /// <param name="links">By recorder of this job.</param>
    public OwnershipPrecheck Precheck(OwnershipSituation situation, AuthorityKind? authority, IReadOnlyDictionary<Guid, LinkKind> links, string? note, Step step)
    {
        if ((step.By.Role & (ActorRole.Dispatcher | ActorRole.Admin)) == 0)
        {
            throw new IllegalTransition(Status, null, "The office looks at papers before the visit.");
        }

        if (WhyNoPrecheck is { } why)
        {
            throw new IllegalTransition(Status, null, why);
        }

        foreach (var recorder in links.Keys)
        {
            RequireRecorder(recorder);
        }

        if ((authority is { } kind ? OwnershipPolicy.WhyNot(situation, kind) : null) is { } insufficient)
        {
            throw new IllegalTransition(Status, null, insufficient);
        }

        if (links.Values.Select(link => OwnershipPolicy.WhyNot(situation, link)).FirstOrDefault(problem => problem is not null) is { } unlinked)
        {
            throw new IllegalTransition(Status, null, unlinked);
        }

        if (authority == AuthorityKind.OwnerSignedByLink && WhyNotByLink(step.At) is { } unsigned)
        {
            throw new IllegalTransition(Status, null, unsigned);
        }

        var precheck = OwnershipPrecheck.Of(Id, situation, authority, links, note, step);
        prechecks.Add(precheck);
        Note("OwnershipPrechecked", step, new Dictionary<string, string> { ["situation"] = situation.ToString() });
        return precheck;
    }
}
