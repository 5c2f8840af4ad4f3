using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CleveSec.Web.Features.Staff.Account;

/// <summary>A person's own sign-in: where they are signed in, how they are told while on call, and the way to a new password.</summary>
internal sealed class AccountModel(OwnSessionsQuery query, EndSessions endSessions, ChooseAlerts chooseAlerts) : PageModel
{
    public OwnAccount Mine { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Mine = await query.RunAsync(User, ct);

    public async Task<IActionResult> OnPostAlertsAsync(bool byText, CancellationToken ct)
    {
        this.Say(!await chooseAlerts.RunAsync(User, byText, ct) ? "There is no telephone number of yours on file. An admin adds it under People." : byText ? "You get a text message, too, while you are on call." : "While you are on call you are told by mail only.");
        return Redirect(Links.Account);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        this.Say(await endSessions.RunAsync(User, id, ct) == 1 ? "That session has ended." : "That session was over already.");
        return Redirect(Links.Account);
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken ct)
    {
        this.Say(await endSessions.RunAsync(User, null, ct) is > 0 and var ended ? $"You are signed out everywhere else ({ended})." : "You were signed in only here.");
        return Redirect(Links.Account);
    }
}
