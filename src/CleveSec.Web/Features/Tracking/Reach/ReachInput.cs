using CleveSec.Domain.Customers;
using FluentValidation;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace CleveSec.Web.Features.Tracking.Reach;

/// <summary>How a customer wants to be reached, as chosen.</summary>
public sealed class ReachInput
{
    public Language Language { get; set; }

    /// <summary>Agrees to text messages.</summary>
    public bool Texts { get; set; }

    /// <summary>Own quiet hours instead of the usual ones.</summary>
    public bool OwnHours { get; set; }

    /// <summary>Full hours, 0 to 23.</summary>
    public int? QuietFrom { get; set; }
    public int? QuietUntil { get; set; }

    internal static IReadOnlyList<int> Hours { get; } = [.. Enumerable.Range(0, 24)];

    internal static string HourWords(int hour) => Ui.LocalTime.Clock(new LocalTime(hour, 0));
}

internal sealed class ReachInputValidator : AbstractValidator<ReachInput>
{
    public ReachInputValidator(IStringLocalizer<ReachInputValidator> t)
    {
        RuleFor(input => input.Language).IsInEnum().WithMessage(_ => t["Choose a language."]);
        When(input => input.OwnHours, () =>
        {
            RuleFor(input => input.QuietFrom).Must(hour => hour is >= 0 and <= 23).WithMessage(_ => t["Choose from when."]);
            RuleFor(input => input.QuietUntil).Must(hour => hour is >= 0 and <= 23).WithMessage(_ => t["Choose until when."]);
        });
    }
}
