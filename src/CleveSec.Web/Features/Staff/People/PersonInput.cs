using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.Web.Ui;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>A member of staff as typed.</summary>
public class PersonInput
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public StaffRole? Role { get; set; }
    public string? HomeZip { get; set; }
    public List<RecorderBrand> Skills { get; set; } = [];

    /// <summary>With commas between them.</summary>
    public string? Qualifications { get; set; }

    /// <summary>A day; empty: as many as fit.</summary>
    public string? MostVisits { get; set; }
    public uint Version { get; set; }

    /// <summary>Null: as many as fit; only after validation.</summary>
    public int? CleanMostVisits => int.TryParse(MostVisits?.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var most) ? most : null;

    internal static PersonInput Of(PersonView person) => new()
    {
        Name = person.Name,
        Phone = PhoneNumbers.Display(person.Phone),
        Role = person.Role,
        HomeZip = person.HomeZip,
        Skills = [.. person.Skills],
        Qualifications = string.Join(", ", person.Qualifications),
        MostVisits = person.MostVisits?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Version = person.Version,
    };

    public string? CleanZip => string.IsNullOrWhiteSpace(HomeZip) ? null : HomeZip.Trim();

    /// <summary>E.164, or null; only after validation.</summary>
    public string? CleanPhone => PhoneNumbers.TryNormalize(Phone, out var phone) ? phone : null;
}

/// <summary>Somebody new, with the e-mail address they will sign in with.</summary>
public sealed class NewPersonInput : PersonInput
{
    public string? Email { get; set; }
}

internal class PersonInputValidator : PersonInputValidator<PersonInput>;

internal sealed class NewPersonInputValidator : PersonInputValidator<NewPersonInput>
{
    public NewPersonInputValidator() => RuleFor(input => input.Email).Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Enter the e-mail address.")
        .MaximumLength(StaffMember.EmailMaxLength).WithMessage("This e-mail address is too long.")
        .Must(EmailAddresses.IsPlausible).WithMessage("Enter an e-mail address like name@example.com.");
}

internal abstract class PersonInputValidator<T> : AbstractValidator<T>
    where T : PersonInput
{
    protected PersonInputValidator()
    {
        RuleFor(input => input.Name).NotEmpty().WithMessage("Enter the name.").MaximumLength(StaffMember.NameMaxLength).WithMessage($"Shorten the name to {StaffMember.NameMaxLength} characters.")
            .Must(PersonNames.IsPlain).WithMessage(PersonNames.NotPlain);
        RuleFor(input => input.Phone).Must(phone => string.IsNullOrWhiteSpace(phone) || PhoneNumbers.TryNormalize(phone, out _)).WithMessage("Enter a telephone number, for example 216-555-0142, or leave it empty.");
        RuleFor(input => input.Role).NotNull().WithMessage("Choose what this person does.").IsInEnum();
        RuleFor(input => input.HomeZip).Must((input, _) => input.CleanZip is { Length: StaffMember.ZipLength } zip && zip.All(char.IsAsciiDigit))
            .When(input => input.Role == StaffRole.Technician || input.CleanZip is not null).WithMessage("Enter the five-digit ZIP code where the technician's day starts.");
        RuleFor(input => input.Skills).NotEmpty().When(input => input.Role == StaffRole.Technician).WithMessage("Choose at least one brand; without one no visit can be given to this technician.");
        RuleForEach(input => input.Skills).IsInEnum();
        RuleFor(input => input.Qualifications).Must(QualificationWords.AreFine).WithMessage(QualificationWords.Problem);
        RuleFor(input => input.MostVisits).Must((input, typed) => string.IsNullOrWhiteSpace(typed) || input.CleanMostVisits is >= 1 and <= 20).WithMessage("Enter a number from 1 to 20, or leave it empty for as many as fit.");
    }
}
