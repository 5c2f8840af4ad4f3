using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Features.Staff.Mailbox;

internal sealed class MailModel(MailQuery query, RetryMail retry, IOptions<MailSettings> settings) : PageModel
{
    public MailView Mail { get; private set; } = null!;
    public bool CanSend => settings.Value.CanSend;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        switch (await retry.RunAsync(id, ct))
        {
            case RetryOutcome.NotFound:
                return NotFound();
            case RetryOutcome.Over:
                await LoadAsync(id, ct);
                return this.Conflicted("", "The vendor case is over: this letter does not leave any more. Write a new one where it is needed.");
            case RetryOutcome.SentBefore:
                await LoadAsync(id, ct);
                return this.Conflicted("", "This mail has been sent already.");
            default:
                this.Say(CanSend ? "The mail is being tried again." : "The mail waits for a mail server.");
                return Redirect(Links.MailboxItem(id));
        }
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        Mail = (await query.RunAsync(id, ct))!;
        return Mail is not null;
    }
}
