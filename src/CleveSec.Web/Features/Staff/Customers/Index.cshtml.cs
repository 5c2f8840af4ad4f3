using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Customers;

internal sealed class IndexModel(CustomerListQuery query) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? AfterText { get; set; }

    public IReadOnlyList<CustomerRow> Rows { get; private set; } = [];
    public bool HasMore { get; private set; }
    public bool IsFirst => !Guid.TryParse(AfterText, out _);

    public async Task OnGetAsync(CancellationToken ct) => (Rows, HasMore) = await query.RunAsync(Guid.TryParse(AfterText, out var after) ? after : null, ct);
}
