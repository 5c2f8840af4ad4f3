using CleveSec.Web.UseCases.Scheduling.Calendars;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.OtherWork;

/// <summary>A calendar as typed.</summary>
public sealed class CalendarInput
{
    public const int AddressMaxLength = 1000;

    public Guid? Technician { get; set; }
    public string? Address { get; set; }

    /// <summary>webcal is https under another name. Null: no address.</summary>
    internal Uri? Url => Address?.Trim() is { Length: > 0 and <= AddressMaxLength } typed
        && Uri.TryCreate(typed.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase) ? $"https://{typed["webcal://".Length..]}" : typed, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url : null;
}

internal sealed class CalendarInputValidator : AbstractValidator<CalendarInput>
{
    public CalendarInputValidator(BusyFeedClient client)
    {
        RuleFor(input => input.Technician).NotNull().WithMessage("Choose whose calendar it is.");
        RuleFor(input => input.Address).Must((input, _) => input.Url is { } url && client.MayAsk(url)).WithMessage("Enter an address that begins with https, without a user name in it.");
    }
}
