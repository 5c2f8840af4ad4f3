using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Features.Booking;

internal sealed class BookingInputValidator : AbstractValidator<BookingInput>
{
    public const int TypedZipMaxLength = 12;

    public BookingInputValidator(IStringLocalizer<BookingInputValidator> t)
    {
        WhatAndWhere(t);
        When(input => !input.CallsFirst, () => RuleFor(input => input.Window).NotNull().WithMessage(_ => t["Choose an arrival window."]));
        Who(t);
        Extras(t);
        When(input => input.HasContact, () => Contact(t));
        When(input => !input.CallsFirst, () => RuleFor(input => input.IdReady).Equal(true).WithMessage(_ => t["Tick that a photo ID will be ready. Without one we cannot open a recorder."]));
    }

    private void WhatAndWhere(IStringLocalizer<BookingInputValidator> t)
    {
        RuleFor(input => input.Brand).NotNull().WithMessage(_ => t["Choose the brand of your recorder."]).IsInEnum().WithMessage(_ => t["Choose the brand of your recorder."]);
        RuleFor(input => input.Trouble).NotNull().WithMessage(_ => t["Choose what is wrong."]).IsInEnum().WithMessage(_ => t["Choose what is wrong."]);
        RuleFor(input => input.Situation).NotNull().WithMessage(_ => t["Choose whose recorder it is."]).IsInEnum().WithMessage(_ => t["Choose whose recorder it is."]);
        RuleFor(input => input.Footage).NotNull().WithMessage(_ => t["Choose whether you need a recording."]).IsInEnum().WithMessage(_ => t["Choose whether you need a recording."]);
        RuleFor(input => input.Zip).Must((input, _) => input.CleanZip.Length == Site.ZipLength).WithMessage(_ => t["Enter the five-digit ZIP code where the recorder is."]);
    }

    private void Who(IStringLocalizer<BookingInputValidator> t)
    {
        RuleFor(input => input.Name).NotEmpty().WithMessage(_ => t["Enter your full name."]).MaximumLength(Customer.NameMaxLength).WithMessage(_ => t["Shorten the name to {0} characters.", Customer.NameMaxLength])
            .Must(PersonNames.IsPlain).WithMessage(_ => t[PersonNames.NotPlain]);
        RuleFor(input => input.Phone).Must(typed => PhoneNumbers.TryNormalize(typed, out _)).WithMessage(_ => t["Enter a mobile number we can call, for example 216-555-0142."]);
        RuleFor(input => input.Email).NotEmpty().WithMessage(_ => t["Enter your e-mail address."])
            .MaximumLength(Customer.EmailMaxLength).WithMessage(_ => t["This e-mail address is too long."])
            .Must(EmailAddresses.IsPlausible).When(input => !string.IsNullOrWhiteSpace(input.Email), ApplyConditionTo.CurrentValidator).WithMessage(_ => t["Enter an e-mail address like name@example.com."]);
        RuleFor(input => input.Street).NotEmpty().WithMessage(_ => t["Enter the street and house number."]).MaximumLength(Site.StreetMaxLength).WithMessage(_ => t["Shorten the street to {0} characters.", Site.StreetMaxLength]);
    }

    private void Extras(IStringLocalizer<BookingInputValidator> t)
    {
        RuleFor(input => input.Unit).MaximumLength(Site.UnitMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Site.UnitMaxLength]);
        RuleFor(input => input.GateCode).MaximumLength(Site.GateCodeMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Site.GateCodeMaxLength]);
        RuleFor(input => input.Notes).MaximumLength(Job.NotesMaxLength).WithMessage(_ => t["Shorten this to {0} characters.", Job.NotesMaxLength])
            .Must(notes => !SecretText.LooksLikeOne(notes)).WithMessage(_ => t["This looks like a password, pattern or code. We never store those: please take it out. You will type it yourself when the technician is there."]);
    }

    private void Contact(IStringLocalizer<BookingInputValidator> t)
    {
        RuleFor(input => input.ContactName).NotEmpty().WithMessage(_ => t["Enter the name of the person who will be there."]).MaximumLength(Customer.NameMaxLength).WithMessage(_ => t["Shorten the name to {0} characters.", Customer.NameMaxLength])
            .Must(PersonNames.IsPlain).WithMessage(_ => t[PersonNames.NotPlain]);
        RuleFor(input => input.ContactPhone).Must(typed => PhoneNumbers.TryNormalize(typed, out _)).WithMessage(_ => t["Enter a mobile number of that person, for example 216-555-0142."]);
        RuleFor(input => input.ContactAdult).Equal(true).WithMessage(_ => t["Tick that this person is 18 or older. We come only when an adult is there."]);
    }
}
