using CleveSec.Web.Features.Shared.Methods;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Diagnosis;

/// <summary>All questions on one page: for paper, and shown by the service worker where there is no signal.</summary>
internal sealed class OfflineModel(MethodFactsQuery methods) : PageModel
{
    public IReadOnlyDictionary<string, MethodFacts> Facts { get; private set; } = new Dictionary<string, MethodFacts>();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Pages of this folder are kept in memory by their whole address; this one has only one.
        if (Request.QueryString.HasValue)
        {
            return Redirect(Links.WhichResetOffline);
        }

        Facts = (await methods.RunAsync(ct)).ToDictionary(method => method.Id);
        return Page();
    }
}
