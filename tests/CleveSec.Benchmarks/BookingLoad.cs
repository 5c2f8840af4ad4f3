using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CleveSec.Benchmarks;

/// <summary>People who book over HTTP, each with a name, a door and a network address of their own: the whole form as the page gives it, one after the other in each client.</summary>
internal sealed partial class BookingLoad(Uri site, IReadOnlyList<KeyValuePair<string, string>> hidden, IReadOnlyList<string> windows, string cookies, int firstPerson)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>What this process compiles of itself in its first seconds is nothing that the site does, and takes the site's processors.</summary>
    private static readonly TimeSpan Uncounted = TimeSpan.FromSeconds(5);

    private int people = firstPerson;
    private int refused;

    /// <summary>Prints bookings/s, the 50th and 95th hundredth in ms, and how many were refused.</summary>
    public static async Task<int> RunAsync(string address, string clients, string seconds, string firstPerson)
    {
        var load = await OpenAsync(new Uri(address), int.Parse(firstPerson, CultureInfo.InvariantCulture));
        var span = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        Task<List<double>[]> AllAsync(Stopwatch started, TimeSpan until) =>
            Task.WhenAll(Enumerable.Range(0, int.Parse(clients, CultureInfo.InvariantCulture)).Select(_ => Task.Run(() => load.BookAsync(started, until))));
        await AllAsync(Stopwatch.StartNew(), Uncounted);
        var started = Stopwatch.StartNew();
        var each = await AllAsync(started, span);
        var took = started.Elapsed.TotalSeconds;
        List<double> times = [.. each.SelectMany(one => one).Order()];
        if (times.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Nothing was booked; {load.refused} were refused.");
            return 1;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Count / took:0.0} {times[times.Count / 2]:0.00} {times[times.Count * 95 / 100]:0.00} {load.refused}"));
        return 0;
    }

    /// <summary>The page with every free window, and long enough ago for somebody who has read it.</summary>
    private static async Task<BookingLoad> OpenAsync(Uri site, int firstPerson)
    {
        using var first = await Http.GetAsync(new Uri(site, "/book?brand=Dahua&zip=44113"));
        var page = await first.Content.ReadAsStringAsync();
        var cookies = string.Join("; ", first.Headers.GetValues("Set-Cookie").Select(line => line.Split(';')[0]));
        using var more = new HttpRequestMessage(HttpMethod.Post, new Uri(site, "/book?handler=times"))
        {
            Content = new FormUrlEncodedContent([.. HiddenOf(page), new("Input.Brand", "Dahua"), new("Input.Zip", "44113"), new("Input.MoreDays", "true")]),
        };
        more.Headers.Add("Cookie", cookies);
        using var all = await Http.SendAsync(more);
        List<string> windows = [.. Window().Matches(await all.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value)];

        // Those of today run out of notice.
        var tomorrow = TimeProvider.System.GetUtcNow().AddHours(26).ToUnixTimeSeconds();
        await Task.Delay(TimeSpan.FromSeconds(4));
        return new BookingLoad(site, HiddenOf(page), [.. windows.Where(window => long.Parse(window, CultureInfo.InvariantCulture) > tomorrow)], cookies, firstPerson);
    }

    private async Task<List<double>> BookAsync(Stopwatch started, TimeSpan span)
    {
        var times = new List<double>();
        while (started.Elapsed < span)
        {
            var person = Interlocked.Increment(ref people);
            using var request = RequestOf(person);
            var before = Stopwatch.GetTimestamp();
            using var answer = await Http.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.Redirect && answer.Headers.Location?.ToString().EndsWith("/book/booked", StringComparison.Ordinal) == true)
            {
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
            else
            {
                if (Interlocked.Increment(ref refused) == 1)
                {
                    await Console.Error.WriteLineAsync($"Refused: {(int)answer.StatusCode}");
                }
            }
        }

        return times;
    }

    private HttpRequestMessage RequestOf(int person)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site, "/book"))
        {
            Content = new FormUrlEncodedContent(
            [
                .. hidden.Where(field => field.Key != "Input.Key"),
                new("Input.Key", Guid.NewGuid().ToString()),
                new("Input.Brand", "Dahua"),
                new("Input.Trouble", "ForgottenPassword"),
                new("Input.Situation", "Own"),
                new("Input.Footage", "No"),
                new("Input.IdReady", "true"),
                new("Input.Zip", "44113"),
                new("Input.Window", windows[Random.Shared.Next(windows.Count)]),
                new("Input.Name", "Alexandra O'Brien-Muñoz"),
                new("Input.Phone", "(216) 555-0142"),
                new("Input.Email", $"person{person}@bench.example"),
                new("Input.Street", $"{person} Public Square"),
                new("Input.Unit", "Apt 4"),
                new("Input.GateCode", "4711"),
                new("Input.Notes", "The recorder is in the basement, behind the door on the left."),
            ]),
        };
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("X-Forwarded-For", $"10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}");
        return request;
    }

    private static List<KeyValuePair<string, string>> HiddenOf(string page) =>
        [.. Input().Matches(page).Select(match => match.Value).Where(tag => tag.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .Select(tag => KeyValuePair.Create(Name().Match(tag).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(tag).Groups[1].Value))).Where(field => field.Key.Length > 0)];

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("name=\"Input.Window\"[^>]*value=\"(\\d+)\"")]
    private static partial Regex Window();
}
