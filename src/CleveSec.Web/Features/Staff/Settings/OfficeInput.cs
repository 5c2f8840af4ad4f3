using System.Globalization;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.UseCases.Office;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings;

/// <summary>Office hours and the guide's reminder as typed.</summary>
public sealed class OfficeInput : WeekInput
{
    public const int LeastCheckDays = 7;
    public const int MostCheckDays = 1000;

    public string? GuideCheckDays { get; set; }
    public string? Version { get; set; }

    /// <summary>Null: not a number.</summary>
    public int? CleanCheckDays => int.TryParse(GuideCheckDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    internal static OfficeInput Of(OfficeView office) => new()
    {
        Days = DaysOf(office.Hours.Select(span => (span.Day, span.From, span.To))),
        GuideCheckDays = office.GuideCheckDays.ToString(CultureInfo.InvariantCulture),
        Version = office.Version,
    };

    /// <summary>Only after validation.</summary>
    internal IEnumerable<OfficeSpan> Hours() => Week().Select(span => new OfficeSpan(span.Day, span.From, span.To));
}

internal sealed class OfficeInputValidator : WeekInputValidator<OfficeInput>
{
    public OfficeInputValidator() => RuleFor(input => input.GuideCheckDays)
        .Must((input, _) => input.CleanCheckDays is >= OfficeInput.LeastCheckDays and <= OfficeInput.MostCheckDays)
        .WithMessage($"Enter a number of days from {OfficeInput.LeastCheckDays} to {OfficeInput.MostCheckDays}.");
}
