using CleveSec.Domain.Jobs;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Jobs.Authorizations;

/// <summary>A signed form, as it was signed. Each look is written to the audit; one of another job is not found.</summary>
internal sealed class AuthorizationModel(OfficeJobs office, ViewAuthorization view) : PageModel
{
    public string Number { get; private set; } = "";
    public SignedForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, Guid form, CancellationToken ct)
    {
        if (await view.RunAsync(office.ByNumber(User, number), form, User, ct) is not { } signed)
        {
            return NotFound();
        }

        (Number, Form) = (JobNumber.TryNormalize(number)!, signed);
        return Page();
    }
}
