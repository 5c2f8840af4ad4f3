using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs.New;

/// <summary>A booking as the dispatcher types it while the customer is on the phone.</summary>
public sealed class NewJobInput
{
    /// <summary>Chosen instead of a window: the job is reported and waits for its visit.</summary>
    public const string NoVisit = "none";

    /// <summary>Chosen instead of an offered window: a day and time of the dispatcher's own, against the rules.</summary>
    public const string OtherTime = "other";

    /// <summary>The form's own id.</summary>
    public Guid Key { get; set; }
    public string? Phone { get; set; }

    /// <summary>One of those found by the number; null: a new customer.</summary>
    public Guid? Customer { get; set; }

    /// <summary>An earlier site of the customer; null: a new one.</summary>
    public Guid? Site { get; set; }

    /// <summary>Earlier recorders at that site.</summary>
    public List<Guid> Recorders { get; set; } = [];

    /// <summary>A recorder we have not seen before.</summary>
    public RecorderBrand? Brand { get; set; }

    /// <summary>How many of those.</summary>
    public int? Count { get; set; } = 1;
    public string? Service { get; set; } = Domain.Scheduling.Service.RecoveryId;
    public Trouble? Trouble { get; set; }
    public OwnerSituation? Situation { get; set; }
    public FootageNeed? Footage { get; set; }
    public string? Notes { get; set; }
    public string? Zip { get; set; }
    public string? Street { get; set; }
    public string? Unit { get; set; }
    public string? GateCode { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public Language Language { get; set; }
    public bool TextConsent { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }

    /// <summary>May use what is kept for urgent work.</summary>
    public bool Urgent { get; set; }

    /// <summary>Only this technician's windows; null: whoever fits best.</summary>
    public Guid? Technician { get; set; }

    /// <summary>The window's start in seconds since 1970, <see cref="NoVisit"/> or <see cref="OtherTime"/>.</summary>
    public string? Choice { get; set; }
    public string? OtherDate { get; set; }
    public string? OtherStart { get; set; }

    /// <summary>Why a rule does not count this time.</summary>
    public string? Reason { get; set; }

    public string CleanZip => new([.. (Zip ?? "").Where(char.IsAsciiDigit).Take(Domain.Customers.Site.ZipLength)]);

    /// <summary>E.164, or empty.</summary>
    public string CleanPhone => PhoneNumbers.TryNormalize(Phone, out var phone) ? phone : "";

    /// <summary>E.164, or null.</summary>
    public string? CleanContactPhone => PhoneNumbers.TryNormalize(ContactPhone, out var phone) ? phone : null;

    /// <summary>The start the dispatcher typed; null while it cannot be read.</summary>
    public NodaTime.Instant? TypedStart => TypedTime.ParseDate(OtherDate) is { } date && TypedTime.Parse(OtherStart) is { } time
        ? date.At(time).InZoneLeniently(BookingRules.Zone).ToInstant()
        : null;
}

internal sealed class NewJobInputValidator : AbstractValidator<NewJobInput>
{
    public const int MostAtOnce = 8;
    private const string Secret = "This looks like a password, pattern or code. Those are never kept: take it out.";

    public NewJobInputValidator()
    {
        RuleFor(input => input.Phone).Must((input, _) => input.CleanPhone.Length > 0).WithMessage("Enter the number the customer can be called at, for example 216-555-0142.");
        RuleFor(input => input.Trouble).NotNull().IsInEnum().WithMessage("Choose what is wrong.");
        RuleFor(input => input.Brand).Must((input, brand) => brand is not null || input.Recorders.Count > 0).WithMessage("Choose the recorder's brand, or one of the recorders we know.");
        RuleFor(input => input.Count).InclusiveBetween(1, MostAtOnce).When(input => input.Brand is not null).WithMessage($"Enter how many recorders, 1 to {MostAtOnce}.");
        RuleFor(input => input.Notes).MaximumLength(Job.NotesMaxLength).WithMessage($"Shorten this to {Job.NotesMaxLength} characters.").Must(notes => !SecretText.LooksLikeOne(notes)).WithMessage(Secret);
        RuleFor(input => input.Choice).NotEmpty().WithMessage("Choose a window, or report the job without a visit.");
        When(input => input.Customer is null, NewCustomer);
        When(input => input.Site is null, NewSite);
        RuleFor(input => input.ContactPhone).Must((input, _) => input.CleanContactPhone is not null).When(input => !string.IsNullOrWhiteSpace(input.ContactName)).WithMessage("Enter the mobile number of the person who will be there.");
        RuleFor(input => input.ContactName).NotEmpty().When(input => !string.IsNullOrWhiteSpace(input.ContactPhone)).WithMessage("Enter the name of the person who will be there.")
            .MaximumLength(Domain.Customers.Customer.NameMaxLength).WithMessage("Shorten the name.").Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain);
        RuleFor(input => input.OtherStart).Must((input, _) => input.TypedStart is not null).When(input => input.Choice == NewJobInput.OtherTime).WithMessage("Enter the day and a time like 9:30.");
        RuleFor(input => input.Reason).MaximumLength(Job.ReasonMaxLength).WithMessage($"Shorten the reason to {Job.ReasonMaxLength} characters.").Must(reason => !SecretText.LooksLikeOne(reason)).WithMessage(Secret);
    }

    private void NewCustomer()
    {
        RuleFor(input => input.Name).NotEmpty().WithMessage("Enter the customer's name.").MaximumLength(Customer.NameMaxLength).WithMessage($"Shorten the name to {Customer.NameMaxLength} characters.")
            .Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain);
        RuleFor(input => input.Email).MaximumLength(Customer.EmailMaxLength).WithMessage("This e-mail address is too long.")
            .Must(EmailAddresses.IsPlausible).When(input => !string.IsNullOrWhiteSpace(input.Email), ApplyConditionTo.CurrentValidator).WithMessage("Enter an e-mail address like name@example.com, or leave it empty.");
    }

    private void NewSite()
    {
        RuleFor(input => input.Zip).Must((input, _) => input.CleanZip.Length == Site.ZipLength).WithMessage("Enter the five-digit ZIP code where the recorder is.");
        RuleFor(input => input.Street).NotEmpty().WithMessage("Enter the street and house number.").MaximumLength(Site.StreetMaxLength).WithMessage($"Shorten the street to {Site.StreetMaxLength} characters.");
        RuleFor(input => input.Unit).MaximumLength(Site.UnitMaxLength).WithMessage($"Shorten this to {Site.UnitMaxLength} characters.");
        RuleFor(input => input.GateCode).MaximumLength(Site.GateCodeMaxLength).WithMessage($"Shorten this to {Site.GateCodeMaxLength} characters.");
    }
}
