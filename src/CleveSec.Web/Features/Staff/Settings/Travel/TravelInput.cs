using CleveSec.Web.Data;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>How driving times are estimated, as typed.</summary>
public sealed class TravelInput
{
    public string? Road { get; set; }
    public string? Speeds { get; set; }
    public string? Hours { get; set; }
    public string? Version { get; set; }

    internal static TravelInput Of(TravelSettings row) => new()
    {
        Road = SettingNumber.Format(row.RoadPercent),
        Speeds = string.Join('\n', row.SpeedBands),
        Hours = string.Join('\n', TravelLines.HourLines(row.HourBands)),
        Version = Facts.VersionOf(TravelQuery.FactsOf(row)),
    };
}

internal sealed class TravelInputValidator : AbstractValidator<TravelInput>
{
    public TravelInputValidator()
    {
        RuleFor(input => input.Road).IsWhole(100, 300, "percent");
        RuleFor(input => input.Speeds).Custom((typed, context) => Add(context, TooLong(typed) ?? TravelLines.SpeedProblem(typed)));
        RuleFor(input => input.Hours).Custom((typed, context) => Add(context, TooLong(typed) ?? TravelLines.HourProblem(typed)));
    }

    private static string? TooLong(string? typed) => typed?.Length > TravelLines.MaxLength ? "This is too long." : null;

    private static void Add(ValidationContext<TravelInput> context, string? problem)
    {
        if (problem is not null)
        {
            context.AddFailure(problem);
        }
    }
}
