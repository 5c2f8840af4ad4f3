using CleveSec.Domain.Customers;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.GuideEditor.Methods;

/// <summary>The pages and methods that a method may lead to.</summary>
internal sealed class MethodFormQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<Choice>> TopicsAsync(CancellationToken ct) => await db.GuideTopics.AsNoTracking()
        .Where(topic => topic.Language == Language.English).OrderBy(topic => topic.Position).Select(topic => new Choice(topic.Slug, topic.Title)).ToListAsync(ct);

    /// <summary>All but the method itself.</summary>
    public static IReadOnlyList<Choice> Next(string id) =>
        [.. ResetMethod.All.Where(method => method.Id != id).Select(method => new Choice(method.Id, method.Brand is { } brand ? $"{brand}: {method.Name}" : method.Name))];
}
