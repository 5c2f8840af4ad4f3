using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CleveSec.Web.Features.Staff.Mailbox;

internal sealed class IndexModel(MailListQuery query, IOptions<MailSettings> settings) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? StateName { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageText { get; set; }

    public OutboxState? State => Enum.TryParse<OutboxState>(StateName, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;
    public int PageNumber => int.TryParse(PageText, out var page) && page is > 0 and < 100_000 ? page : 1;
    public bool CanSend => settings.Value.CanSend;
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || State is not null;
    public MailList Mails { get; private set; } = new([], 0, false);
    public bool HasMore => PageNumber * MailListQuery.PageSize < Mails.Total;

    public async Task OnGetAsync(CancellationToken ct) => Mails = await query.RunAsync(new MailSearch(Search, State, PageNumber), ct);
}
