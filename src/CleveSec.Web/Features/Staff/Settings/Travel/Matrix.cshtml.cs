using System.Text;
using CleveSec.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>The uploaded table as a file; only the header where there is none.</summary>
internal sealed class MatrixModel(MatrixQuery query) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => File(Encoding.UTF8.GetBytes(MatrixFile.Write(await query.RunAsync(ct))), "text/csv; charset=utf-8", "travel-times.csv");
}

internal sealed class MatrixQuery(CleveSecDb db)
{
    public async Task<IReadOnlyList<TravelTime>> RunAsync(CancellationToken ct) =>
        await db.TravelTimes.AsNoTracking().Where(time => time.Source == TravelSource.Matrix).OrderBy(time => time.FromZip).ThenBy(time => time.ToZip).ToListAsync(ct);
}
