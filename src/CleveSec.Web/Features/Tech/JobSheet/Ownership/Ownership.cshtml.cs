using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Visits;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet.Ownership;

internal sealed class OwnershipModel(SheetQuery sheets, VerifyOwnership verify, SecondPersonsQuery persons, PrecheckQuery prechecks, OwnVisit own, IValidator<OwnershipInput> validator) : PageModel
{
    [BindProperty]
    public OwnershipInput Input { get; set; } = new();

    public Sheet Sheet { get; private set; } = null!;

    /// <summary>The fields in the order of the form.</summary>
    public string Fields => string.Join(',', new[] { "Situation", "PersonName", "Kind", "LastFour", "NameMatches", "Authority" }
        .Concat(Input.Recorders.SelectMany((_, i) => new[] { $"Recorders[{i}].Link", $"Recorders[{i}].Model", $"Recorders[{i}].Serial" })).Append("SignedName").Append("Strokes").Append("Note"));

    /// <summary>The form to be signed: what was shown, else the newest.</summary>
    public AuthorizationText Text => AuthorizationText.Find(Input.TextVersion) ?? AuthorizationText.Current;

    /// <summary>In which the form is shown.</summary>
    public Language Language => Input.Language is { } shown && Enum.IsDefined(shown) ? shown : Sheet.Place.Language;

    /// <summary>What the office found in the papers before the visit; null: nobody has looked.</summary>
    public OwnershipPrecheck? Precheck { get; private set; }

    /// <summary>Who may have approved by telephone.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Persons { get; private set; } = [];

    /// <summary>What fits what was said when the job was reported; null: nothing was.</summary>
    public OwnershipSituation? Likely => (Sheet.Intake.Situation, Sheet.Intake.Footage) switch
    {
        (OwnerSituation.Own or OwnerSituation.Business, FootageNeed.Yes) => OwnershipSituation.IncidentFootage,
        (OwnerSituation.Own, _) => OwnershipSituation.OwnerOccupier,
        (OwnerSituation.Business, _) => OwnershipSituation.Business,
        (OwnerSituation.BoughtUsed, _) => OwnershipSituation.SecondHand,
        (OwnerSituation.Inherited, _) => OwnershipSituation.Estate,
        (OwnerSituation.LandlordTenant, _) => OwnershipSituation.LandlordTenant,
        (OwnerSituation.Partner, _) => OwnershipSituation.SeparatedCouple,
        (OwnerSituation.Leased, _) => OwnershipSituation.Leased,
        (OwnerSituation.Federal, _) => OwnershipSituation.Government,
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Input.Situation = Precheck?.Situation ?? Likely;
        Input.Authority = Precheck?.AuthorityKind ?? (Sheet.Owners is [{ State: OwnerSignatureState.Signed }, ..] ? AuthorityKind.OwnerSignedByLink : null);
        Input.Language = Sheet.Place.Language;
        Input.TextVersion = AuthorizationText.Current.Version;
        Input.Recorders = [.. Sheet.Recorders.Select(recorder => new RecorderEvidenceInput { Id = recorder.Id, Link = Precheck is not null && Precheck.Links.TryGetValue(recorder.Id, out var link) ? link.ToString() : null, Model = recorder.Model, Serial = recorder.Serial })];
        return this.OnlyWhen(Sheet.May(JobAction.Verify) && Sheet.SecondPerson?.State is not (SecondPersonState.Waiting or SecondPersonState.Approved), id);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ValidateAsync(validator, Input, ct)
            ? this.Answer(await verify.RunAsync(id, User.Actor(), Input, ct), id, Input.NeedsSecondPerson ? VerifyOwnership.Asked : VerifyOwnership.Verified)
            : this.Invalid();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Persons = await persons.ListAsync(ct);
        Precheck = await prechecks.OfJobAsync(own.JobOf(id, User.StaffId()), ct);
        Sheet = (await sheets.FindAsync(id, User.StaffId(), ct))!;
        Input.AlwaysSecondPerson = Sheet?.AlwaysSecondPerson is true;
        return Sheet is not null;
    }
}
