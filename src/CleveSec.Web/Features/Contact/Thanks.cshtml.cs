using CleveSec.Web.UseCases.Office;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Contact;

/// <summary>What happens after the call-back form; it promises no more than is in the settings.</summary>
internal sealed class ThanksModel(OfficeHoursQuery hours) : PageModel
{
    /// <summary>Empty: not published.</summary>
    public IReadOnlyList<string> Hours { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Hours = await hours.RunAsync(ct);
}
