using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Jobs;

namespace CleveSec.Web.Features.Staff.Jobs.Precheck;

/// <summary>Notes what the papers show that came before the visit. The same twice is noted once.</summary>
internal sealed class PrecheckOwnership(JobChanges changes, PrecheckQuery query)
{
    public async Task<JobChange> RunAsync(IQueryable<Job> which, Actor by, PrecheckInput stated, CancellationToken ct)
    {
        var links = stated.Links.Where(link => link.Link is not null).DistinctBy(link => link.Recorder).ToDictionary(link => link.Recorder, link => link.Link!.Value);
        var before = await query.OfJobAsync(which, ct);
        return await changes.RunAsync(
            which,
            by,
            (job, step) =>
            {
                var same = before is not null && before.ById == by.Id && (before.Situation, before.AuthorityKind, before.Note ?? "") == (stated.Situation!.Value, stated.Authority, stated.Note?.Trim() ?? "")
                    && before.Links.Count == links.Count && before.Links.All(link => links.TryGetValue(link.Key, out var kind) && kind == link.Value);
                if (!same || job.WhyNoPrecheck is not null)
                {
                    job.Precheck(stated.Situation!.Value, stated.Authority, links, stated.Note, step);
                }
            },
            ct);
    }
}
