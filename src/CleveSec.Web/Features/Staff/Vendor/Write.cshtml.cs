using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Vendor;

/// <summary>The office writes a letter to a vendor. Unknown job: 404. Not possible now: 409 with the reason; refused: 422 or 409 with everything typed.</summary>
[BodyLimit(SafeXml.MaxBytes * 2)]
internal sealed class WriteModel(OfficeJobs office, WriteQuery query, LetterForm form, WriteVendorLetter write) : PageModel
{
    [BindProperty]
    public LetterInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "recorder")]
    public Guid? Recorder { get; set; }

    public WriteView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        Input.DeviceId = View.Recorder?.Serial;
        Input.Method = View.Methods.Count == 1 ? View.Methods[0].Id : null;
        return View.WhyNot is null ? Page() : this.Conflicted();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken ct)
    {
        if (!await LoadAsync(number, ct))
        {
            return NotFound();
        }

        if (Recorder is not { } recorder)
        {
            return this.Conflicted();
        }

        if (await form.ReadAsync(this, Input, keptFile: false, ct) is not { } asked)
        {
            return this.Invalid();
        }

        switch (await write.RunAsync(office.ByNumber(User, number), User.Actor(), recorder, asked, ct))
        {
            case JobChange.Made made:
                this.Say("The letter is written. Look at it and send it.");
                return Redirect(Links.VendorLetter(made.Job.VendorCases.Where(one => one.JobRecorderId == recorder && one.Token is not null).OrderBy(one => one.AskedAt).Last().Id));
            case JobChange.Refused refused:
                await LoadAsync(number, ct);
                return this.Conflicted("", refused.Reason);
            default:
                return NotFound();
        }
    }

    private async Task<bool> LoadAsync(string number, CancellationToken ct) =>
        (View = (await query.RunAsync(office.ByNumber(User, number), User.Actor().Role, Recorder, ct))!) is not null;
}
