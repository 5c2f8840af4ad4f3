using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Web.Features.Shared;
using CleveSec.Web.Security;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.CloseOut;

internal sealed class CloseInput
{
    public string? Summary { get; set; }

    /// <summary>Typed by the customer; empty: nobody signed.</summary>
    public string? SignedName { get; set; }

    /// <summary>What they drew, as <see cref="SignatureStrokes"/> reads it; null or empty: nothing, or no JavaScript.</summary>
    public string? Strokes { get; set; }

    /// <summary>Why nobody signed; null: not said, and then nobody was asked.</summary>
    public HandOverSign? Unsigned { get; set; }

    /// <summary>Of a valid input.</summary>
    public HandOverSignature Signature(MasterKey master) => string.IsNullOrWhiteSpace(SignedName)
        ? new HandOverSignature(Unsigned ?? HandOverSign.NotAsked)
        : new HandOverSignature(HandOverSign.Signed, SignedName.Trim(), string.IsNullOrEmpty(Strokes) ? null : master.Encrypt(Encoding.UTF8.GetBytes(Strokes)));
}

internal sealed class CloseInputValidator : AbstractValidator<CloseInput>
{
    public CloseInputValidator()
    {
        RuleFor(input => input.Summary).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write the summary that the customer will read.")
            .AtMost(Job.SummaryMaxLength)
            .NoSecret();
        RuleFor(input => input.SignedName).AtMost(Customer.NameMaxLength).NoSecret();
        RuleFor(input => input.SignedName).NotEmpty().When(input => !string.IsNullOrEmpty(input.Strokes) && input.Unsigned is null).WithMessage("Whoever draws a signature types their name too.");
        RuleFor(input => input.Strokes).Must(SignatureStrokes.IsNoneOrValid).WithMessage("The drawing could not be read. Draw it again, or leave it out.");
        RuleFor(input => input.Unsigned).Must(sign => sign is null or HandOverSign.NotPresent or HandOverSign.DidNotWant).WithMessage("Choose why nobody signs.");
        RuleFor(input => input.Unsigned).Null().When(input => !string.IsNullOrWhiteSpace(input.SignedName)).WithMessage("Either the customer signs or nobody does: empty the name, or send it without a reason.");
    }
}
