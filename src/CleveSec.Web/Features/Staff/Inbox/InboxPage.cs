using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>What is chosen of the inbox: the tab, and words that have to stand in a row.</summary>
internal sealed record InboxChoice(string? View, string? Filter)
{
    public InboxView Tab => Enum.TryParse<InboxView>(View, ignoreCase: true, out var tab) && Enum.IsDefined(tab) && !int.TryParse(View, out _) ? tab : InboxView.All;

    /// <summary>As it stands in addresses.</summary>
    public string? TabName => Tab == InboxView.All ? null : Tab.ToString().ToLowerInvariant();

    public string? Words => string.IsNullOrWhiteSpace(Filter) ? null : Filter.Trim();

    public bool Takes(InboxView tab, Waiting waiting, Guid me) => tab switch
    {
        InboxView.All => true,
        InboxView.Mine => waiting.HolderId == me,
        InboxView.Unclaimed => waiting.HolderId is null,
        InboxView.Late => waiting.Item is InboxItem.Late or InboxItem.RunningLate,
        _ => waiting.Item.View == tab,
    };

    public bool Finds(InboxRow row) => Words is null || new[] { row.What, row.Detail, row.Item.Job?.Number, row.Item.Job?.Customer, row.Item.Job?.City, row.Waiting.HolderName }
        .Any(text => text?.Contains(Words, StringComparison.OrdinalIgnoreCase) is true);
}

/// <summary>The inbox as one person sees it.</summary>
internal sealed record InboxPage(IReadOnlyList<InboxRow> Everything, IReadOnlyList<SideRow> Side, InboxChoice Choice, Guid Me)
{
    /// <summary>More rows than anybody works through before looking again.</summary>
    public const int RowsShown = 100;

    private static readonly (InboxView Tab, string Words)[] AllTabs =
    [
        (InboxView.All, "All"), (InboxView.Mine, "Mine"), (InboxView.Unclaimed, "Unclaimed"), (InboxView.New, "Jobs"), (InboxView.Today, "Today"), (InboxView.Late, "Running late"),
        (InboxView.Calls, "Calls"), (InboxView.Messages, "Messages"), (InboxView.Questions, "Questions"), (InboxView.Mail, "Mail"), (InboxView.Close, "To close"),
    ];

    /// <summary>What was chosen and typed in a form that is shown again.</summary>
    public IReadOnlySet<string> Chosen { get; init; } = new HashSet<string>();

    public string? To { get; init; }

    public string? Name { get; init; }

    public string Title => Everything.Count == 0 ? "Inbox" : $"Inbox ({Everything.Count})";

    public IReadOnlyList<InboxRow> Rows { get; } = [.. Everything.Where(row => Choice.Takes(Choice.Tab, row.Waiting, Me) && Choice.Finds(row))];

    public IReadOnlyList<InboxRow> Shown => [.. Rows.Take(RowsShown)];

    public IEnumerable<(InboxView Tab, string Words, int Count)> Tabs => AllTabs.Select(tab => (tab.Tab, tab.Words, Everything.Count(row => Choice.Takes(tab.Tab, row.Waiting, Me))));

    public IEnumerable<SideRow> Colleagues => Side.Where(row => !row.IsView);

    public IEnumerable<SideRow> Views => Side.Where(row => row.IsView);

    /// <summary>The address of this very choice.</summary>
    public string Address => Links.InboxFor(Choice.TabName, Choice.Words);

    /// <summary>Changes with what stands on the page, and each minute with the ages.</summary>
    public string ETag(Instant now) => $"\"{Keys.IdOf([
        Address, Me.ToString(), (now.ToUnixTimeSeconds() / 60).ToString(System.Globalization.CultureInfo.InvariantCulture), Everything.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
        .. Side.Select(row => $"{row.Id} {row.Name} {row.View} {row.Filter}"), .. Rows.Select(row => $"{row.Waiting.Key} {row.Waiting.HolderId} {row.What} {row.Detail}")]):N}\"";
}

/// <summary>Puts the inbox together.</summary>
internal sealed class InboxPageQuery(InboxQuery query, InboxSide side, IClock clock)
{
    /// <param name="looks">A person looks, and not the page by itself: what is shown counts as seen.</param>
    public async Task<InboxPage> RunAsync(InboxChoice choice, Guid me, bool looks, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var everything = await query.RunAsync(ct);
        var page = new InboxPage([.. everything.Select(waiting => new InboxRow(waiting, choice.TabName, choice.Words, now, me))], await side.ReadAsync(me, ct), choice, me);
        if (looks)
        {
            await side.SeeAsync([.. page.Shown.Select(row => row.Waiting)], ct);
        }

        return page;
    }
}
