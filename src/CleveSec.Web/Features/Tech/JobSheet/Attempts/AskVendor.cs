using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;

namespace CleveSec.Web.Features.Tech.JobSheet.Attempts;

internal sealed class VendorInput
{
    public string? Method { get; set; }
    public string? Vendor { get; set; }
}

internal sealed class VendorInputValidator : AbstractValidator<VendorInput>
{
    public VendorInputValidator()
    {
        RuleFor(input => input.Method).Must(method => ResetMethod.Find(method) is not null).WithMessage("Choose what was asked for.");
        RuleFor(input => input.Vendor).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Write who was asked.")
            .AtMost(VendorCase.VendorMaxLength)
            .NoSecret();
    }
}

/// <summary>A file or code was asked from the manufacturer or seller; until the answer the recorder stays untouched.</summary>
internal sealed class AskVendor(VisitChanges changes)
{
    /// <param name="asked">Validated.</param>
    public Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, VendorInput asked, CancellationToken ct) => changes.RunAsync(
        visitId,
        technician,
        (job, _) => job.PendingVendorCase?.JobRecorderId == jobRecorderId,
        (job, step) => job.AskVendor(jobRecorderId, asked.Vendor!.Trim(), ResetMethod.Find(asked.Method)!, step),
        ct);
}
