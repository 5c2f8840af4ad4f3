using AngleSharp.Html.Dom;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>How many taps a standard close-out costs: one recorder, opened by the code of the owner's app, the owner present.</summary>
public sealed class TapsTests(CleveSecApp app, ITestOutputHelper output) : IClassFixture<CleveSecApp>
{
    private const int Most = 40;

    [Fact]
    public async Task StandardCloseOut_FromArrivalToClosed_CostsNoMoreThanFortyTaps()
    {
        var technician = await Technician.WithJobAsync(app);
        await technician.TapAsync("Depart");
        var taps = new Taps(technician.Client);
        await taps.OpenAsync(technician.Sheet);

        await taps.PressAsync("I have arrived");
        await taps.FollowAsync("Check ownership");
        await taps.PressAsync("Verify ownership", technician.Seen());
        await taps.FollowAsync("Start an attempt");
        await taps.FollowAsync("QR code for the bound DMSS account");
        await taps.PressAsync("Start", ("Input.Preconditions", "own-account"), ("Input.Told", "true"));
        await taps.FollowAsync("End the attempt");
        await taps.PressAsync("End the attempt", ("Input.Outcome", "Succeeded"));
        await taps.FollowAsync("The owner sets the new password");
        await taps.PressAsync("Re-initialized, all other steps are done", ("Input.OwnerTyped", "true"), ("Input.PlaybackChecked", "true"), ("Input.Cameras", "8"), ("Input.FirmwareBefore", "4.001"), ("Input.Firmware", "4.002"));
        await taps.FollowAsync("Go through the checklist");
        await taps.PressAsync("All other musts are done", ("Answers[config-export]", "Done"));
        await taps.FollowAsync("Write the summary");
        await taps.PressAsync("Close the job");

        var job = await technician.LoadAsync();
        Assert.Equal(JobStatus.Closed, job.Status);
        Assert.Equal("dahua-app-bound", Assert.Single(job.Attempts).MethodId);
        Assert.Equal("4 of 4", NextLockout.Of(job.Recorders[0]).ScoreWords);
        output.WriteLine($"{taps.Count} taps: {string.Join(", ", taps.Said)}");
        Assert.InRange(taps.Count, 20, Most);
    }

    /// <summary>Uses only what stands on the page, and counts: a link or button is one tap, a field or choice that is touched is one, whatever is typed into it. What is filled or chosen already costs nothing.</summary>
    private sealed class Taps(SiteClient client)
    {
        public int Count => Said.Count;

        public List<string> Said { get; } = [];

        public async Task OpenAsync(string path) => (await client.GetAsync(path)).Expect(System.Net.HttpStatusCode.OK);

        public async Task FollowAsync(string words)
        {
            var link = Assert.Single(client.Page!.All("main a[href]"), link => link.TextContent.Trim().StartsWith(words, StringComparison.Ordinal));
            Said.Add(words);
            (await client.GetAsync(link.GetAttribute("href")!)).Expect(System.Net.HttpStatusCode.OK);
        }

        public async Task PressAsync(string words, params (string Name, string? Value)[] fields)
        {
            var button = (IHtmlButtonElement)Assert.Single(client.Page!.All("main form button"), button => button.TextContent.Trim() == words);
            Assert.All(fields, field => Assert.Contains(button.Form!.Elements, control => control.GetAttribute("name") == field.Name && (control is not IHtmlInputElement { Type: "radio" or "checkbox" } box || box.Value == field.Value)));
            Said.AddRange(fields.Where(field => button.Form!.Elements.All(control => control.GetAttribute("name") != field.Name || !IsSo(control, field.Value))).Select(field => $"{field.Name}"));
            Said.Add(words);
            var names = fields.Select(field => field.Name).ToHashSet();
            var rest = button.Form!.Elements.OfType<IHtmlElement>().Where(control => control.GetAttribute("name") is { Length: > 0 } name && !names.Contains(name)).SelectMany(Kept);
            var answer = await client.PostAsync(button.GetAttribute("formaction") ?? (button.Form!.GetAttribute("action") is { Length: > 0 } to ? to : client.Page!.Url.PathAndQuery), [.. rest, .. fields]);
            await client.FollowAsync(answer);
        }

        private static bool IsSo(AngleSharp.Dom.IElement control, string? value) => control switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked && box.Value == value,
            IHtmlInputElement input => input.Value == value,
            IHtmlSelectElement select => select.Value == value,
            _ => false,
        };

        private static IEnumerable<(string, string?)> Kept(IHtmlElement control) => control switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? [(box.Name!, box.Value)] : [],
            IHtmlInputElement { Type: "submit" or "button" } => [],
            IHtmlInputElement input => [(input.Name!, input.Value)],
            IHtmlTextAreaElement area => [(area.Name!, area.Value)],
            IHtmlSelectElement select => [(select.Name!, select.Value)],
            _ => [],
        };
    }
}
