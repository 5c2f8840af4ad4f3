using CleveSec.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Data;

/// <summary>Tells every running site that the guide has changed, so that pages kept in memory are made anew. Inside a transaction it is told at its commit.</summary>
internal static class GuidePublished
{
    /// <summary>The channel of PostgreSQL's LISTEN and NOTIFY.</summary>
    public const string Channel = "guide_published";

    public static Task NotifyAsync(CleveSecDb db, CancellationToken ct) => db.Database.ExecuteSqlAsync($"select pg_notify({Channel}, '')", ct);
}

/// <summary>How versions name what they are versions of.</summary>
internal static class GuideSubject
{
    public static string Of(GuideTopic topic) => Topic(topic.Slug, topic.Language);

    public static string Of(GuideMethod method) => Method(method.Id);

    public static string Topic(string slug, Language language) => $"topic/{slug}/{language}";

    public static string Method(string id) => $"method/{id}";
}
