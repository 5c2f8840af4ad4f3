using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Booking;

/// <summary>The booking form as typed.</summary>
public sealed class BookingInput
{
    public RecorderBrand? Brand { get; set; }
    public Trouble? Trouble { get; set; }
    public string? Zip { get; set; }

    /// <summary>The chosen window's start, seconds since 1970.</summary>
    public long? Window { get; set; }
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Street { get; set; }
    public string? Unit { get; set; }
    public string? GateCode { get; set; }
    public string? Notes { get; set; }

    /// <summary>The form's own id.</summary>
    public Guid Key { get; set; }

    /// <summary>When the form was made, sealed; see <see cref="FormAge"/>.</summary>
    public string? Made { get; set; }

    /// <summary>Looks like a field to programs; people do not see it.</summary>
    public string? Website { get; set; }

    /// <summary>What "which reset works for me?" was answered, carried along; only <see cref="Answers"/> reads it.</summary>
    public string? From { get; set; }

    /// <summary>How many of the free windows are shown.</summary>
    public bool MoreDays { get; set; }

    /// <summary>Whatever stands in <see cref="From"/>: only answers of the questions come out.</summary>
    public DiagnosisAnswers Answers() => DiagnosisAnswers.Parse(From);

    public string CleanZip => new([.. (Zip ?? "").Where(char.IsAsciiDigit).Take(Site.ZipLength)]);
}

internal sealed class BookingInputValidator : AbstractValidator<BookingInput>
{
    public const int TypedZipMaxLength = 12;

    public BookingInputValidator(IStringLocalizer<BookingInputValidator> t)
    {
        RuleFor(input => input.Brand).NotNull().WithMessage(_ => t["Choose the brand of your recorder."]).IsInEnum().WithMessage(_ => t["Choose the brand of your recorder."]);
        RuleFor(input => input.Trouble).NotNull().WithMessage(_ => t["Choose what is wrong."]).IsInEnum().WithMessage(_ => t["Choose what is wrong."]);
        RuleFor(input => input.Zip).Must((input, _) => input.CleanZip.Length == Site.ZipLength).WithMessage(_ => t["Enter the five-digit ZIP code where the recorder is."]);
        RuleFor(input => input.Window).NotNull().WithMessage(_ => t["Choose an arrival window."]);
        RuleFor(input => input.Name).NotEmpty().WithMessage(_ => t["Enter your full name."]).MaximumLength(Customer.NameMaxLength).WithMessage(_ => t["Shorten the name to {0} characters.", Customer.NameMaxLength])
            .Must(PersonNames.IsPlain).WithMessage(_ => t[PersonNames.NotPlain]);
        RuleFor(input => input.Phone).Must(typed => PhoneNumbers.TryNormalize(typed, out _)).WithMessage(_ => t["Enter a mobile number we can call, for example 216-555-0142."]);
        RuleFor(input => input.Email).NotEmpty().WithMessage(_ => t["Enter your e-mail address."])
            .MaximumLength(Customer.EmailMaxLength).WithMessage(_ => t["This e-mail address is too long."])
            .Must(EmailAddresses.IsPlausible).When(input => !string.IsNullOrWhiteSpace(input.Email), ApplyConditionTo.CurrentValidator).WithMessage(_ => t["Enter an e-mail address like name@example.com."]);
        RuleFor(input => input.Street).NotEmpty().WithMessage(_ => t["Enter the street and house number."]).MaximumLength(Site.StreetMaxLength).WithMessage(_ => t["Shorten the street to {0} characters.", Site.StreetMaxLength]);
        RuleFor(input => input.Unit).MaximumLength(Site.UnitMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Site.UnitMaxLength]);
        RuleFor(input => input.GateCode).MaximumLength(Site.GateCodeMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Site.GateCodeMaxLength]);
        RuleFor(input => input.Notes).MaximumLength(Job.NotesMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Job.NotesMaxLength])
            .Must(notes => !SecretText.LooksLikeOne(notes)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out. You will type it yourself when the technician is there."]);
    }
}
