using System.Text;
using CleveSec.Web.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Settings.Travel;

/// <summary>How driving times are worked out. A table with a bad line: 422 with every bad line, and the one in use stays. Lost race: 409 with everything typed.</summary>
[RequestSizeLimit(MaxRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MaxRequest)]
internal sealed class IndexModel(TravelQuery query, IValidator<TravelInput> validator, SaveTravel save, ReplaceMatrix replace, NextWindowWords next) : PageModel
{
    private const long MaxRequest = 2_000_000;

    [BindProperty]
    public TravelInput Input { get; set; } = new();

    public TravelView View { get; private set; } = null!;

    /// <summary>What is saved now, after a lost race.</summary>
    public IReadOnlyList<Fact>? SavedNow { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await RefillAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        View = await query.RunAsync(ct);
        if (!await this.ValidateAsync(validator, Input, ct))
        {
            return this.Invalid();
        }

        if (await save.RunAsync(Input, User, ct) is SettingsOutcome.Saved saved)
        {
            return await SavedAsync(saved, ct);
        }

        View = await query.RunAsync(ct);
        SavedNow = TravelQuery.FactsOf(View.Settings);
        ModelState.Remove("Input.Version");
        Input.Version = Facts.VersionOf(SavedNow);
        return this.Conflicted("", "Somebody else saved the travel settings while you were typing. Compare with what is saved now, then save again.");
    }

    public async Task<IActionResult> OnPostMatrixAsync(IFormFile? table, CancellationToken ct)
    {
        ModelState.Clear();
        var content = await ReadAsync(table, ct);
        if (content.Problems.Count == 0)
        {
            return await SavedAsync(await replace.RunAsync(content.Rows, User, ct), ct);
        }

        await RefillAsync(ct);
        foreach (var problem in content.Problems)
        {
            ModelState.AddModelError("table", problem);
        }

        return this.Invalid();
    }

    public async Task<IActionResult> OnPostRemoveMatrixAsync(CancellationToken ct) => await SavedAsync(await replace.RunAsync([], User, ct), ct);

    private static async Task<MatrixFile.Content> ReadAsync(IFormFile? table, CancellationToken ct)
    {
        if (table is not { Length: > 0 })
        {
            return new MatrixFile.Content([], ["Choose a file."]);
        }

        if (table.Length > MatrixFile.MaxBytes)
        {
            return new MatrixFile.Content([], [$"The file is too large: {MatrixFile.MaxBytes / 1000} KB at most."]);
        }

        using var reader = new StreamReader(table.OpenReadStream(), Encoding.UTF8);
        return MatrixFile.Read(await reader.ReadToEndAsync(ct));
    }

    private async Task<IActionResult> SavedAsync(SettingsOutcome outcome, CancellationToken ct)
    {
        this.Say($"{((SettingsOutcome.Saved)outcome).Said} {await next.RunAsync(ct)}");
        return Redirect(Links.SettingsTravel);
    }

    private async Task RefillAsync(CancellationToken ct)
    {
        View = await query.RunAsync(ct);
        Input = TravelInput.Of(View.Settings);
    }
}
