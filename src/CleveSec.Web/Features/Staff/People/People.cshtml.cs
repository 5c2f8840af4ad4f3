using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.People;

/// <summary>Everybody who works here.</summary>
internal sealed class PeopleModel(PeopleQuery query) : PageModel
{
    public IReadOnlyList<PersonRow> People { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => People = await query.RunAsync(ct);
}
