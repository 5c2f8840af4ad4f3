using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using FluentValidation;

namespace CleveSec.Web.Features.Staff.Jobs;

/// <summary>The forms of all actions as typed; which fields count depends on the action.</summary>
internal sealed class ActInput
{
    /// <summary>One of the action's reasons, or <see cref="JobAct.OtherReason"/>.</summary>
    public string? Choice { get; set; }
    public string? Words { get; set; }
    public string? Summary { get; set; }
    public Guid? Recorder { get; set; }
    public string? Vendor { get; set; }
    public string? Method { get; set; }
    public bool? Answered { get; set; }

    /// <summary>The version of the job that was on screen.</summary>
    public uint Version { get; set; }

    /// <summary>The reason as it is kept.</summary>
    public string Reason => Choice is null or JobAct.OtherReason ? (Words ?? "").Trim()
        : string.IsNullOrWhiteSpace(Words) ? Choice : $"{Choice}: {Words.Trim()}";
}

internal sealed class ActInputValidator : AbstractValidator<ActInput>
{
    /// <summary>With the longest reason of a list in front it stays within <see cref="Job.ReasonMaxLength"/>.</summary>
    public const int WordsMaxLength = 400;

    private const string Secret = "This looks like a password, pattern or code. Those are never kept: say what was done without it.";

    public ActInputValidator(JobAct act)
    {
        switch (act.Asks)
        {
            case JobActAsks.Summary:
                RuleFor(input => input.Summary).NotEmpty().WithMessage("Write the summary that the customer will read.")
                    .MaximumLength(Job.SummaryMaxLength).WithMessage($"Shorten the summary to {Job.SummaryMaxLength} characters.")
                    .Must(NoSecret).WithMessage(Secret);
                break;
            case JobActAsks.VendorCase:
                RuleFor(input => input.Recorder).NotNull().WithMessage("Choose the recorder.");
                RuleFor(input => input.Vendor).NotEmpty().WithMessage("Say whom you ask.").MaximumLength(VendorCase.VendorMaxLength).WithMessage($"Shorten this to {VendorCase.VendorMaxLength} characters.")
                    .Must(NoSecret).WithMessage(Secret);
                RuleFor(input => input.Method).Must(id => ResetMethod.Find(id) is not null).WithMessage("Choose what you ask for.");
                break;
            case JobActAsks.VendorAnswer:
                RuleFor(input => input.Answered).NotNull().WithMessage("Say whether the answer was accepted.");
                break;
            default:
                RuleForReason(act);
                break;
        }
    }

    private void RuleForReason(JobAct act)
    {
        if (act.Reasons.Count > 0)
        {
            RuleFor(input => input.Choice).Must(choice => choice == JobAct.OtherReason || act.Reasons.Contains(choice ?? "")).WithMessage("Choose a reason.");
        }

        RuleFor(input => input.Words).NotEmpty().When(input => act.Reasons.Count == 0 || input.Choice == JobAct.OtherReason).WithMessage("Write the reason.");
        RuleFor(input => input.Words).MaximumLength(WordsMaxLength).WithMessage($"Shorten this to {WordsMaxLength} characters.").Must(NoSecret).WithMessage(Secret);
    }

    private static bool NoSecret(string? text) => !SecretText.LooksLikeOne(text);
}
