using CleveSec.Domain.Jobs;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class RefuseInput
{
    public const int DetailMaxLength = 300;

    /// <summary>One of <see cref="RefusalReasons"/>.</summary>
    public string? Reason { get; set; }
    public string? Detail { get; set; }

    public string Words => string.IsNullOrWhiteSpace(Detail) ? $"{Reason}." : $"{Reason}: {Detail.Trim()}";
}

/// <summary>Why a recorder is not opened for somebody.</summary>
internal static class RefusalReasons
{
    public const string Other = "Another reason";

    public static IReadOnlyList<string> All { get; } =
    [
        "No photo ID, or the name does not match",
        "Nothing ties this person to the recorder",
        "No authority over this place",
        "The recorder is rented, leased or somebody else’s",
        "The label is missing or is somebody else’s",
        "People disagree about who may decide",
        "Police, a court or an insurer needs what is recorded",
        "Government or federally funded site",
        Other,
    ];
}

internal sealed class RefuseInputValidator : AbstractValidator<RefuseInput>
{
    public RefuseInputValidator()
    {
        RuleFor(input => input.Reason).Must(reason => RefusalReasons.All.Contains(reason)).WithMessage("Choose a reason.");
        RuleFor(input => input.Detail).Cascade(CascadeMode.Stop)
            .NotEmpty().When(input => input.Reason == RefusalReasons.Other, ApplyConditionTo.CurrentValidator).WithMessage("Say what the reason is.")
            .AtMost(RefuseInput.DetailMaxLength)
            .NoSecret();
    }
}

/// <summary>We do not open this recorder for this person. Ends the visit.</summary>
internal sealed class RefuseJob(VisitChanges changes)
{
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, string reason, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.Status == JobStatus.Refused,
        (job, step) => job.Refuse(reason, step),
        ct);
}
