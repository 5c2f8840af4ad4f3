using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using NodaTime;

namespace CleveSec.Web.Features.Staff.Inbox;

/// <summary>Tells the person on call what waits and nobody has seen.</summary>
internal static class OnCallMail
{
    /// <summary>More are only counted.</summary>
    private const int MostNamed = 10;

    public static Letter Write(string firstName, IReadOnlyList<InboxRow> unseen, SiteAddress site) => new(
        nameof(OnCallMail),
        unseen.Count == 1 ? $"Nobody has seen this: {Line(unseen[0])}" : $"Nobody has seen {unseen.Count} urgent things",
        [
            new MailBlock.Text($"Hello {firstName},"),
            new MailBlock.Text("you are on call, and this waits in the inbox without anybody having looked:"),
            .. unseen.Take(MostNamed).Select(row => new MailBlock.Text($"{Line(row)}. Waiting {row.Item.WaitsFor(row.Now)}.")),
            .. unseen.Count > MostNamed ? [new MailBlock.Text($"And {unseen.Count - MostNamed} more.")] : Array.Empty<MailBlock>(),
            new MailBlock.Button("Open the inbox", site.Absolute(Links.Inbox)),
        ],
        new Dictionary<string, string>());

    /// <summary>The same in a text: how much, and where. No number and no name of anybody's, because a text lies open on a locked telephone. Later than in half an hour the next one says more.</summary>
    public static ShortForm Short(int unseen, Instant now, SiteAddress site) => new(
        $"{(unseen == 1 ? "1 urgent thing waits" : $"{unseen} urgent things wait")} in the inbox, and nobody has looked. {site.Absolute(Links.Inbox)}", now + Duration.FromMinutes(30), AtAnyHour: true);

    private static string Line(InboxRow row) => row.Item.Job is { } job ? $"{row.What}, {job.Number}" : row.What;
}
