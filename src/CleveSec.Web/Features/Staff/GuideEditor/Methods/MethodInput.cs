using System.Globalization;
using CleveSec.Web.Data;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CleveSec.Web.Features.Staff.GuideEditor.Methods;

/// <summary>A reset method as typed. Lists are one item a line.</summary>
public sealed class MethodInput
{
    /// <summary>The number of the version this was started from; 0: from what came with the files.</summary>
    public int From { get; set; }

    /// <summary>From the address, not from the form.</summary>
    [BindNever]
    public string Id { get; set; } = "";
    public string? Topic { get; set; }
    public string? Network { get; set; }
    public string? Settings { get; set; }
    public string? Footage { get; set; }
    public bool WorksOffline { get; set; }

    /// <summary>Empty: none.</summary>
    public string? NextId { get; set; }
    public string? EstimatePercent { get; set; }
    public string? Sources { get; set; }
    public List<string> Unproven { get; set; } = [];
    public string? CheckedOn { get; set; }

    /// <summary>What changed.</summary>
    public string? Note { get; set; }
    public WordsInput English { get; set; } = new();
    public WordsInput Spanish { get; set; } = new();

    /// <summary>Null for nothing typed, -1 for what is no number.</summary>
    internal int? Percent => string.IsNullOrWhiteSpace(EstimatePercent) ? null : int.TryParse(EstimatePercent.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : -1;

    internal static MethodInput Of(MethodContent content, string id, int from) => new()
    {
        From = from,
        Id = id,
        Topic = content.Topic,
        Network = content.Network,
        Settings = content.Settings,
        Footage = content.Footage,
        WorksOffline = content.WorksOffline,
        NextId = content.NextId,
        EstimatePercent = content.EstimatePercent?.ToString(CultureInfo.InvariantCulture),
        Sources = Typed.FromItems(content.Sources),
        Unproven = [.. content.Unproven],
        CheckedOn = Typed.FromDate(content.CheckedOn),
        English = WordsInput.Of(content.English),
        Spanish = WordsInput.Of(content.Spanish),
    };

    /// <summary>Only after validation.</summary>
    internal MethodContent ToContent() => new()
    {
        Topic = Topic!,
        Network = Network!,
        Settings = Settings!,
        Footage = Footage!,
        WorksOffline = WorksOffline,
        NextId = Typed.LineOrNull(NextId),
        EstimatePercent = Percent,
        Sources = Typed.Items(Sources),
        Unproven = [.. Unproven.Distinct().Order(StringComparer.Ordinal)],
        CheckedOn = Typed.Date(CheckedOn)!.Value,
        English = English.ToWords(),
        Spanish = Spanish.ToWords(),
    };
}

/// <summary>What a method is called and how it is explained in one language, as typed.</summary>
public sealed class WordsInput
{
    public string? Name { get; set; }
    public string? Needs { get; set; }
    public string? Minutes { get; set; }
    public string? SettingsNote { get; set; }
    public string? FootageNote { get; set; }
    public string? Cost { get; set; }
    public string? Risk { get; set; }
    public string? Limits { get; set; }
    public string? Steps { get; set; }
    public string? WhenToStop { get; set; }
    public string? EstimateNote { get; set; }

    internal static WordsInput Of(MethodWords words) => new()
    {
        Name = words.Name,
        Needs = Typed.FromItems(words.Needs),
        Minutes = words.Minutes,
        SettingsNote = words.SettingsNote,
        FootageNote = words.FootageNote,
        Cost = words.Cost,
        Risk = words.Risk,
        Limits = Typed.FromItems(words.Limits),
        Steps = Typed.FromItems(words.Steps),
        WhenToStop = words.WhenToStop,
        EstimateNote = words.EstimateNote,
    };

    internal MethodWords ToWords() => new()
    {
        Name = Typed.Line(Name),
        Needs = Typed.Items(Needs),
        Minutes = Typed.Line(Minutes),
        SettingsNote = Typed.Line(SettingsNote),
        FootageNote = Typed.Line(FootageNote),
        Cost = Typed.Line(Cost),
        Risk = Typed.Line(Risk),
        Limits = Typed.Items(Limits),
        Steps = Typed.Items(Steps),
        WhenToStop = Typed.Line(WhenToStop),
        EstimateNote = Typed.LineOrNull(EstimateNote),
    };
}
