using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.Features.Staff.Jobs.Precheck;

/// <summary>Notes what the papers show that came before the visit. The same twice is noted once, also when both arrive at the same moment.</summary>
internal sealed class PrecheckOwnership(JobChanges changes, PrecheckQuery query)
{
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, PrecheckInput stated, CancellationToken ct)
    {
        var change = await TryAsync(which, by, stated, ct);
        return change is JobChange.Refused { Reason: JobChanges.LostRace } && IsOf(await query.OfJobAsync(which, ct), by, stated) ? await TryAsync(which, by, stated, ct) : change;
    }

    private async Task<JobChange> TryAsync(IQueryable<Job> which, Actor by, PrecheckInput stated, CancellationToken ct)
    {
        var noted = IsOf(await query.OfJobAsync(which, ct), by, stated);
        return await changes.RunAsync(
            which,
            by,
            (job, step) =>
            {
                if (!noted || job.WhyNoPrecheck is not null)
                {
                    job.Precheck(stated.Situation!.Value, stated.Authority, LinksOf(stated), stated.Note, step);
                }
            },
            ct);
    }

    private static bool IsOf(OwnershipPrecheck? last, Actor by, PrecheckInput stated) => last is not null && last.ById == by.Id
        && (last.Situation, last.AuthorityKind, last.Note ?? "") == (stated.Situation!.Value, stated.Authority, stated.Note?.Trim() ?? "")
        && LinksOf(stated) is var links && last.Links.Count == links.Count && last.Links.All(link => links.TryGetValue(link.Key, out var kind) && kind == link.Value);

    private static Dictionary<Guid, LinkKind> LinksOf(PrecheckInput stated) =>
        stated.Links.Where(link => link.Link is not null).DistinctBy(link => link.Recorder).ToDictionary(link => link.Recorder, link => link.Link!.Value);
}
