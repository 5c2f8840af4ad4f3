using CleveSec.Domain.Recovery;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Office;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Settings.Vendors;

/// <summary>One vendor as typed.</summary>
public sealed class VendorInput : WeekInput
{
    public string? Name { get; set; }
    public string? Recipient { get; set; }
    public string? LetterText { get; set; }
    public string? ValidityHours { get; set; }
    public string? ReplyHours { get; set; }

    public bool NeedsDevice { get; set; }
    public bool NeedsDate { get; set; }
    public bool NeedsFile { get; set; }
    public string? Version { get; set; }

    internal static VendorInput Of(VendorRow row) => new()
    {
        Name = row.Name,
        Recipient = row.Recipient,
        LetterText = row.LetterText,
        ValidityHours = SettingNumber.Format(row.ValidityHours),
        ReplyHours = SettingNumber.Format(row.ReplyHours),
        Days = DaysOf(row.Hours.Select(OfficeSpan.Parse).Select(span => (span.Day, span.From, span.To))),
        NeedsDevice = row.Needs.HasFlag(VendorNeeds.Device),
        NeedsDate = row.Needs.HasFlag(VendorNeeds.Date),
        NeedsFile = row.Needs.HasFlag(VendorNeeds.File),
        Version = Facts.VersionOf(FactsOf(row)),
    };

    /// <summary>Puts what was typed into the row; only after validation.</summary>
    internal void Apply(VendorRow row)
    {
        (row.Name, row.LetterText) = (Name!.Trim(), LetterText!.Trim());
        row.Recipient = string.IsNullOrWhiteSpace(Recipient) ? null : Recipient.Trim();
        (row.ValidityHours, row.ReplyHours) = (SettingNumber.Parse(ValidityHours)!.Value, SettingNumber.Parse(ReplyHours)!.Value);
        row.Needs = (NeedsDevice ? VendorNeeds.Device : 0) | (NeedsDate ? VendorNeeds.Date : 0) | (NeedsFile ? VendorNeeds.File : 0);
        row.Hours = [.. Week().Select(span => new OfficeSpan(span.Day, span.From, span.To).ToString())];
    }

    internal static IReadOnlyList<Fact> FactsOf(VendorRow row) =>
    [
        new("Name", row.Name),
        new("Address", row.Recipient ?? "none"),
        new("Letter", row.LetterText),
        new("An answer is good for", $"{row.ValidityHours} hours"),
        new("An answer is expected within", $"{row.ReplyHours} hours"),
        new("Office hours", row.Hours.Count == 0 ? "not known" : string.Join(", ", row.Hours)),
        new("Needs", row.Needs == VendorNeeds.None ? "nothing" : row.Needs.ToString()),
    ];
}

internal sealed class VendorInputValidator : WeekInputValidator<VendorInput>
{
    public VendorInputValidator()
    {
        RuleFor(input => input.Name).NotEmpty().WithMessage("Enter the name.").MaximumLength(VendorCase.VendorMaxLength).WithMessage($"Shorten the name to {VendorCase.VendorMaxLength} characters.");
        RuleFor(input => input.Recipient).MaximumLength(Domain.Customers.Customer.EmailMaxLength).WithMessage("Shorten the address.").Must(typed => string.IsNullOrWhiteSpace(typed) || EmailAddresses.IsPlausible(typed)).WithMessage("Enter an e-mail address like support@example.com, or nothing.");
        RuleFor(input => input.LetterText).NotEmpty().WithMessage("Write what the letter begins with.").MaximumLength(VendorRow.LetterMaxLength).WithMessage($"Shorten this to {VendorRow.LetterMaxLength} characters.")
            .Must(text => !SecretText.LooksLikeOne(text)).WithMessage("This looks like a password, pattern or code. Those are never kept.");
        RuleFor(input => input.ValidityHours).IsWhole(1, 336, "hours");
        RuleFor(input => input.ReplyHours).IsWhole(1, 720, "hours");
    }
}
