using CleveSec.Web.Features.Tech.JobSheet.Attempts;
using CleveSec.Web.Features.Tech.JobSheet.Ownership;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Customers;
using CleveSec.Web.UseCases.Evidence;
using CleveSec.Web.UseCases.Recorders;
using CleveSec.Web.UseCases.Visits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Tech.JobSheet;

/// <summary>The sheet itself and the steps that are one tap; the others are pages of their own.</summary>
internal sealed class JobSheetModel(
    SheetQuery sheets, OwnVisit own, PhotosQuery photos, SerialAlertsQuery alerts, PassportQuery passports, AcknowledgeVisit acknowledge, DepartForVisit depart, ArriveAtVisit arrive, EndVendorCase endVendorCase,
    VerifyOwnership verify, TakeBackSecondPerson takeBack, SeeLockout seeLockout, UseCases.Vendors.ReadAnswerFile answers) : PageModel
{
    /// <summary>Asked on arrival while the ownership check of an earlier visit stands.</summary>
    [BindProperty]
    public bool? SamePerson { get; set; }

    public Sheet Sheet { get; private set; } = null!;
    public IReadOnlyList<SerialAlert> Alerts { get; private set; } = [];
    public int PhotoCount { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(await acknowledge.RunAsync(id, User.Actor(), ct), id, "The office knows that you have seen it.", ct);

    public async Task<IActionResult> OnPostDepartAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(await depart.RunAsync(id, User.Actor(), ct), id, "Drive safely. The customer is told that you are on the way.", ct);

    public async Task<IActionResult> OnPostArriveAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(await arrive.RunAsync(id, User.Actor(), SamePerson, ct), id, "You have arrived.", ct);

    public async Task<IActionResult> OnPostVerifyAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(await verify.ApprovedAsync(id, User.Actor(), ct), id, VerifyOwnership.Verified, ct);

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(await takeBack.RunAsync(id, User.Actor(), ct), id, "Nobody is asked any more.", ct);

    public async Task<IActionResult> OnPostVendorAsync(Guid id, bool answered, CancellationToken ct) =>
        await AnswerAsync(await endVendorCase.RunAsync(id, User.Actor(), answered, ct), id, answered ? "The answer is there. Try it now and record the attempt." : "The case is ended.", ct);

    /// <param name="seen">The lock that the sheet showed, so that the same tap twice begins one countdown and a later lock another.</param>
    public async Task<IActionResult> OnPostLockedAsync(Guid id, Guid recorder, long seen, CancellationToken ct) =>
        await AnswerAsync(await seeLockout.RunAsync(id, User.Actor(), recorder, seen, ct), id, "The 30 minutes count from now.", ct);

    private async Task<IActionResult> AnswerAsync(VisitChange change, Guid id, string said, CancellationToken ct) =>
        await LoadAsync(id, ct) ? this.Answer(change, id, said) : NotFound();

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await sheets.FindAsync(id, User.StaffId(), ct) is not { } sheet)
        {
            return false;
        }

        Sheet = sheet.Visit is { IsLive: true, IsCurrent: true } ? sheet with { Before = await passports.BeforeAsync(own.JobOf(id, User.StaffId()), ct) } : sheet;
        Sheet = Sheet with { AnswerFiles = await answers.ListAsync(id, User.StaffId(), ct) };
        PhotoCount = (await photos.OfJobAsync(own.JobOf(id, User.StaffId()), ct)).Count;
        Alerts = await alerts.OfJobAsync(own.JobOf(id, User.StaffId()), ct);
        return true;
    }
}
