using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using NodaTime;

namespace CleveSec.Benchmarks;

/// <summary>
/// The board of a day with fifty technicians and eight visits each: what the page costs, how long it takes from a move posted on one node until another dispatcher's client, which
/// follows the stream of a second node, has the row with the moved card, and from a card let go on one screen until it is painted on another (<see cref="BoardScreens"/>).
/// </summary>
internal sealed partial class BoardBench(Uri site, Uri second, string log)
{
    private const int Pages = 200;
    private const int Moves = 150;
    private const int WarmUps = 400;
    private const string Password = "bench-teapot-harbor-violin-9";
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.Brotli }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Dictionary<string, string> cookies = [];

    public static async Task<int> RunAsync(string site, string second, string log, string email, string link)
    {
        var bench = new BoardBench(new Uri(site), new Uri(second), log);
        await bench.SetPasswordAsync(new Uri(link).PathAndQuery);
        await bench.SignInAsync(email);

        // A session is not told what it moves itself.
        var other = new BoardBench(new Uri(site), new Uri(second), log);
        await other.SignInAsync(email);
        await bench.RunAsync(other.cookies);
        return 0;
    }

    /// <param name="other">The session of whom the second screen belongs to.</param>
    private async Task RunAsync(Dictionary<string, string> other)
    {
        var tomorrow = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InZone(BookingRules.Zone).Date.PlusDays(1);
        var path = $"/staff/board?date={tomorrow:uuuu-MM-dd}";
        await WarmUpAsync(path);
        var times = new List<double>();
        for (var i = 0; i < Pages; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await TextAsync(site, path);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var page = await TextAsync(site, path);
        var sent = await SizeAsync(path);
        var sql = await StatementsAsync(path);
        var seen = await MovesAsync(page, path);
        var painted = await BoardScreens.DragAsync(site, second, cookies, other, path);
        times.Sort();
        seen.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the page: {page.Length / 1024.0:F0} KiB of HTML, {sent:F0} KiB sent, p50 {times[Pages / 2]:F1} ms, p95 {times[Pages * 95 / 100]:F1} ms; {CardOf().Count(page)} cards"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a move seen on the other node: p50 {seen[seen.Count / 2]:F1} ms, p99 {seen[seen.Count * 99 / 100]:F1} ms, most {seen[^1]:F1} ms, {seen.Count} moves"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a card let go on one screen painted on another: p50 {painted[painted.Count / 2]:F1} ms, p99 {painted[painted.Count * 99 / 100]:F1} ms, most {painted[^1]:F1} ms, {painted.Count} moves"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"board: sql={sql:F0} p50_ms={times[Pages / 2]:F1} kib={sent:F0} live_p99_ms={painted[painted.Count * 99 / 100]:F1} suggest_ms={Suggest():F1}"));
    }

    /// <summary>Until everything often used is compiled on both nodes, which takes half a minute: what is measured is a site that has been up for a while.</summary>
    private async Task WarmUpAsync(string path)
    {
        var page = await TextAsync(site, path);
        var row = $"{path}&handler=Row&technician={Attribute(page, "data-technician")}&first={Attribute(page, "data-first")}&hours={Attribute(page, "data-hours")}";
        string[] parts = [path, row, row, $"{path}&handler=Tray", $"{path}&handler=Alarms"];
        await Task.WhenAll(new[] { site, second }.Select(async node =>
        {
            for (var i = 0; i < WarmUps; i++)
            {
                foreach (var part in parts)
                {
                    await TextAsync(node, part);
                }
            }
        }));
    }

    private async Task<List<double>> MovesAsync(string page, string path)
    {
        var cards = CardOf().Matches(page).Where((_, index) => index % 8 == 7).ToList();
        var (first, hours, token) = (Attribute(page, "data-first"), Attribute(page, "data-hours"), Token().Match(page).Groups[1].Value);
        using var stream = await http.SendAsync(Request(HttpMethod.Get, second, "/staff/live", "text/event-stream"), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await stream.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
        var times = new List<double>();
        var seen = cards.ToDictionary(card => card.Groups["job"].Value, card => card.Groups["seen"].Value);
        for (var i = 0; i < Moves; i++)
        {
            var card = cards[i % cards.Count];
            var job = card.Groups["job"].Value;
            var row = page.LastIndexOf("data-technician=\"", card.Index, StringComparison.Ordinal);
            var technician = page.Substring(row + 17, 36);
            var to = long.Parse(card.Groups["start"].Value, CultureInfo.InvariantCulture) + (i / cards.Count % 2 == 0 ? 1800 : 2700);
            var began = Stopwatch.GetTimestamp();
            var moved = MoveAsync(job, technician, to, seen[job], token);
            while (await NextAsync(reader, moved) is { } line)
            {
                if (line.Contains(technician, StringComparison.OrdinalIgnoreCase)
                    && (await TextAsync(second, $"{path}&handler=Row&technician={technician}&first={first}&hours={hours}")).Contains($"data-start=\"{to}\"", StringComparison.Ordinal))
                {
                    break;
                }
            }

            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            seen[job] = await moved;
        }

        return times;
    }

    /// <summary>The stream's next line; a move that was refused is told instead of waited for.</summary>
    private static async Task<string?> NextAsync(StreamReader stream, Task<string> moved)
    {
        var line = stream.ReadLineAsync();
        await Task.WhenAny((Task)line, moved);
        if (moved.IsFaulted)
        {
            await moved;
        }

        return await line;
    }

    private async Task<string> MoveAsync(string job, string technician, long at, string seen, string token)
    {
        using var request = Request(HttpMethod.Post, site, $"/staff/board/{job}", "application/json");
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Input.Technician", technician), new("Input.At", at.ToString(CultureInfo.InvariantCulture)), new("Input.Seen", seen)]);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK ? Seen().Match(text).Groups[1].Value : throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
    }

    /// <summary>The best three of a fortnight for one job, with fifty technicians who have eight stops on each day; the middle of forty runs.</summary>
    private static double Suggest()
    {
        var points = Enumerable.Range(0, 150).Select(i => new ZipPoint($"{44000 + i}", 41.2 + (i % 12 * 0.05), -82.0 + (i / 12 * 0.05))).ToList();
        var rules = new BookingRules(
            BusinessCalendar.EveryDay([.. Enumerable.Range(4, 5).Select(i => new WindowTime(new NodaTime.LocalTime(2 * i, 0), new NodaTime.LocalTime((2 * i) + 2, 0)))]),
            Duration.FromMinutes(15), Duration.FromHours(2), 14, Duration.FromHours(2), Duration.FromDays(30));
        var today = new LocalDate(2026, 11, 24);
        var now = today.AtMidnight().InZoneLeniently(BookingRules.Zone).ToInstant() + Duration.FromHours(6);
        Instant At(int day, int minutes) => today.PlusDays(day).AtMidnight().InZoneLeniently(BookingRules.Zone).ToInstant() + Duration.FromMinutes(minutes);
        var technicians = Enumerable.Range(0, 50).Select(i => new TechnicianSchedule(
            new Guid(i + 1, 0, 0, new byte[8]), $"{44000 + (i * 7 % 150)}", [RecorderBrand.Dahua], [.. Enumerable.Range(0, 15).Select(day => new Interval(At(day, 420), At(day, 1200)))],
            [.. Enumerable.Range(0, 15).SelectMany(day => Enumerable.Range(0, 8).Select(stop => new Stop(Guid.NewGuid(), $"{44000 + ((i + (day * 5) + stop) * 11 % 150)}", At(day, 480 + (stop * 80)), At(day, 525 + (stop * 80)))))], [])).ToList();
        var (finder, request) = (new SlotFinder(rules, new TravelTimes(points)), new SlotRequest("44070", Service.Simple(Service.RecoveryId, Duration.FromMinutes(45)), RecorderBrand.Dahua));
        var times = new List<double>();
        for (var i = 0; i < 80; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Candidates.Best(finder.Find(request, technicians, now), technicians, null, now);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times.Skip(40).Order().ElementAt(20);
    }

    /// <summary>Counted in the log of the second instance, which logs each statement.</summary>
    private async Task<double> StatementsAsync(string path)
    {
        const int Times = 20;
        await TextAsync(second, path);
        var before = await ExecutedAsync();
        for (var i = 0; i < Times; i++)
        {
            await TextAsync(second, path);
        }

        return (await ExecutedAsync() - before) / (double)Times;
    }

    private async Task<int> ExecutedAsync()
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n').Count(line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
    }

    private async Task<double> SizeAsync(string path)
    {
        using var request = Request(HttpMethod.Get, site, path, "text/html");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var raw = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await raw.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length / 1024.0;
    }

    private async Task SetPasswordAsync(string link)
    {
        var page = await TextAsync(site, link);
        await PostAsync(link, new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("Password", Password));
    }

    private async Task SignInAsync(string email)
    {
        var page = await TextAsync(site, "/staff/sign-in");
        await PostAsync("/staff/sign-in", new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("Input.Email", email), new("Input.Password", Password));
    }

    private async Task PostAsync(string path, params KeyValuePair<string, string>[] fields)
    {
        using var request = Request(HttpMethod.Post, site, path, "text/html");
        request.Content = new FormUrlEncodedContent(fields);
        using var answer = await http.SendAsync(request);
        Keep(answer);
        if ((int)answer.StatusCode is < 300 or >= 400)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        }
    }

    private async Task<string> TextAsync(Uri node, string path)
    {
        using var request = Request(HttpMethod.Get, node, path, "text/html");
        using var answer = await http.SendAsync(request);
        Keep(answer);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
    }

    private HttpRequestMessage Request(HttpMethod method, Uri node, string path, string accept)
    {
        var request = new HttpRequestMessage(method, new Uri(node, path));
        request.Headers.Accept.ParseAdd(accept);

        // As a link of the office's own pages asks: so the page is compressed.
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    private void Keep(HttpResponseMessage answer)
    {
        foreach (var line in answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            var pair = line.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }
    }

    private static string Attribute(string page, string name) => Regex.Match(page, $"{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("data-job=\"(?<job>[^\"]+)\" data-seen=\"(?<seen>[^\"]+)\" data-start=\"(?<start>[0-9]+)\"[^>]*data-movable=\"true\"")]
    private static partial Regex CardOf();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("\"seen\":\"([^\"]+)\"")]
    private static partial Regex Seen();
}
