using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Search;

/// <summary>What the box on top of every page finds. The "suggest" handler answers with the lines of its list alone, while somebody types.</summary>
internal sealed class IndexModel(SearchQuery query) : PageModel
{
    private const int RowsRead = 60;
    private const int Shown = 30;
    private const int Suggested = 8;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public string Text => SearchQuery.Clean(Typed);
    public IReadOnlyList<SearchEntry> Entries { get; private set; } = [];

    /// <summary>Nothing is written as it was typed.</summary>
    public bool IsNear => Entries.Count > 0 && Entries[0].Job.IsNear;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var rows = await query.RunAsync(Typed, RowsRead, ct);
        if (rows is [{ Matched: "number" } only])
        {
            return Redirect(Links.Job(only.Number));
        }

        Entries = SearchEntry.Of(rows, Shown);
        return Page();
    }

    public async Task<IActionResult> OnGetSuggestAsync(CancellationToken ct)
    {
        Entries = SearchEntry.Of(await query.RunAsync(Typed, RowsRead / 2, ct), Suggested);
        return Partial("_Suggestions", this);
    }
}
