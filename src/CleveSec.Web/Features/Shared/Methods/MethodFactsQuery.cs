using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace CleveSec.Web.Features.Shared.Methods;

/// <summary>All reset methods in the language of the request, gentlest first within each brand, with what our closed jobs measured. For the guide and the diagnosis.</summary>
internal sealed class MethodFactsQuery(CleveSecDb db, IStringLocalizer<MethodFactsQuery> t, IClock clock)
{
    /// <summary>With fewer attempts a rate says more about chance than about the method.</summary>
    public const int LeastAttempts = 10;
    private static readonly Duration Measured = Duration.FromDays(365);

    public async Task<IReadOnlyList<MethodFacts>> RunAsync(CancellationToken ct)
    {
        var rates = await RatesAsync(ct);
        var rows = await db.GuideMethods.AsNoTracking().OrderBy(method => method.Position).ToListAsync(ct);
        return rows.ConvertAll(row => Facts(row, Languages.Current, rates.GetValueOrDefault(row.Id)));
    }

    /// <summary>Attempts that could not be made say nothing about the method and do not count.</summary>
    private async Task<Dictionary<string, MeasuredRate>> RatesAsync(CancellationToken ct)
    {
        var since = clock.GetCurrentInstant() - Measured;
        return await (
            from attempt in db.ResetAttempts.AsNoTracking()
            join job in db.Jobs.AsNoTracking() on attempt.JobId equals job.Id
            where job.Status == JobStatus.Closed && job.ClosedAt >= since && (attempt.Outcome == AttemptOutcome.Succeeded || attempt.Outcome == AttemptOutcome.Failed)
            group attempt by attempt.MethodId into tries
            where tries.Count() >= LeastAttempts
            select new { Id = tries.Key, Successes = tries.Count(attempt => attempt.Outcome == AttemptOutcome.Succeeded), Attempts = tries.Count() })
            .ToDictionaryAsync(row => row.Id, row => new MeasuredRate(row.Successes, row.Attempts), ct);
    }

    private MethodFacts Facts(GuideMethod row, Language language, MeasuredRate? measured)
    {
        var words = row.In(language);
        return new(
            row.Id,
            words.Name,
            row.Topic,
            row.Brand,
            row.Destructive,
            words.Needs,
            new Fact(words.Minutes, null, row.Unproven.Contains("minutes")),
            new Fact(Settings(row.Settings), words.SettingsNote, row.Unproven.Contains("settings")),
            new Fact(Footage(row.Footage), words.FootageNote, row.Unproven.Contains("footage")),
            new Fact(row.WorksOffline ? t["Yes"] : t["No, needs {0}", Network(row.Network)], null, false),
            words.Cost,
            words.Risk,
            words.Limits,
            words.Steps,
            words.WhenToStop,
            row.NextId,
            row.EstimatePercent,
            words.EstimateNote,
            measured);
    }

    private string Settings(string code) => code switch
    {
        "Kept" or "KeptExpected" => t["Kept"],
        "Lost" => t["Lost"],
        "MayBeLost" => t["May be lost"],
        _ => t["Not stated by the maker"],
    };

    private string Footage(string code) => code switch
    {
        "Kept" or "KeptExpected" => t["Kept"],
        "OnDiskUntilFormatted" => t["Stays on the disk until it is formatted"],
        _ => t["Not stated by the maker"],
    };

    private string Network(string code) => code switch
    {
        "phone" => t["a phone with internet"],
        "lan and mail" => t["the local network and e-mail"],
        "lan and phone" => t["the local network and a phone"],
        "phone call" => t["a phone call"],
        "mail or phone call" => t["e-mail or a phone call"],
        _ => code,
    };
}
