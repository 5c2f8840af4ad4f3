using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Web.UseCases.Vendors;
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
internal sealed class AskVendor(VisitChanges changes, VendorClock clock)
{
    /// <param name="asked">Validated.</param>
    public async Task<VisitChange> RunAsync(Guid visitId, Actor technician, Guid jobRecorderId, VendorInput asked, CancellationToken ct)
    {
        var method = ResetMethod.Find(asked.Method)!;
        var terms = await clock.OfAsync(method, ct);
        return await changes.RunAsync(
            visitId,
            technician,
            (job, _) => job.PendingVendorCase?.JobRecorderId == jobRecorderId,
            (job, step) => job.AskVendor(jobRecorderId, asked.Vendor!.Trim(), method, step, terms),
            ct);
    }
}
