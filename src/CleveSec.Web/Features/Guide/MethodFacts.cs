using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;

namespace CleveSec.Web.Features.Guide;

/// <summary>A fact of a method as shown. Expected: it rests on our inference, and no maker confirms it; the page says so beside it.</summary>
internal sealed record Fact(string Words, string? Note, bool Expected);

/// <summary>A reset method in the words of the page.</summary>
internal sealed record MethodFacts(
    string Id,
    string Name,
    string Topic,
    RecorderBrand? Brand,
    IReadOnlyList<string> Needs,
    Fact Minutes,
    Fact Settings,
    Fact Footage,
    Fact Offline,
    IReadOnlyList<string> Limits,
    string WhenToStop,
    string? NextId,
    int? EstimatePercent,
    string? EstimateNote)
{
    public const string NotConfirmed = "expected, not confirmed by the maker";
    public const string EstimateLabel = "our own estimate, not measured";

    public static MethodFacts Of(GuideMethod row) => new(
        row.Id,
        row.Name,
        row.Topic,
        row.Brand,
        row.Needs,
        new Fact(row.Minutes, null, row.Unproven.Contains("minutes")),
        new Fact(SettingsWords(row.Settings), row.SettingsNote, row.Unproven.Contains("settings")),
        new Fact(FootageWords(row.Footage), row.FootageNote, row.Unproven.Contains("footage")),
        new Fact(row.WorksOffline ? "Yes" : $"No, needs {NetworkWords(row.Network)}", null, false),
        row.Limits,
        row.WhenToStop,
        row.NextId,
        row.EstimatePercent,
        row.EstimateNote);

    private static string SettingsWords(string code) => code switch
    {
        "Kept" or "KeptExpected" => "Kept",
        "MayBeLost" => "May be lost",
        "NotStated" => "Not stated by the maker",
        _ => code,
    };

    private static string FootageWords(string code) => code switch
    {
        "Kept" or "KeptExpected" => "Kept",
        "OnDiskUntilFormatted" => "Stays on the disk until it is formatted",
        "NotStated" => "Not stated by the maker",
        _ => code,
    };

    private static string NetworkWords(string code) => code switch
    {
        "phone" => "a phone with internet",
        "lan and mail" => "the local network and e-mail",
        "lan and phone" => "the local network and a phone",
        "phone call" => "a phone call",
        "mail or phone call" => "e-mail or a phone call",
        _ => code,
    };
}
