using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CleveSec.Benchmarks;

/// <summary>The office's job list, its search and its inbox over HTTP, by somebody who is signed in: every filter with every order, the next and the last page, and words as they are typed, letter by letter.</summary>
internal sealed partial class JobsBench(Uri site)
{
    private const int Rounds = 8;

    private static readonly string[] Statuses = ["", "open", "reported", "scheduled", "onsite", "closed", "cancelled", "refused", "notrecovered"];
    private static readonly string[] Sorts = ["", "oldest", "visit", "name"];

    /// <summary>Names common and rare, with accents typed or not and with mistakes, several words, numbers in several forms, streets, serials, addresses, and what is nobody's.</summary>
    private static readonly string[] Typed =
    [
        "smith", "garcia", "obrien", "zimworth", "james smith", "Fitzwood-Müller", "st. john", "(216) 555-0142", "2168", "4407731", "1234 detroit", "12 main st", "elmwood ave lakewood", "44107", "cleveland",
        "a87ff679a2f3e71", "c4ca42", "jennifer.kowalski", "@example.org", "CS-2024-0812345", "cs 2019 312345", "nobody-like-that", "detroit ave smith", "papadopoulos", "zoe",
        "smith lakewood", "smtih", "smtih lakewood", "mueler", "obrein main street",
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    /// <summary>What every node also reads twice a minute.</summary>
    private const string Inbox = "/staff";
    private readonly Dictionary<string, string> cookies = [];

    /// <param name="link">With which a new administrator chooses a password.</param>
    public static async Task<int> RunAsync(string link)
    {
        var bench = new JobsBench(new Uri(link));
        await bench.SignInAsync(link);
        List<string> lists = [.. await bench.ListsAsync()];
        List<string> searches = [.. Typed.SelectMany(Prefixes).Distinct().Select(text => $"/staff/search?handler=Suggest&q={Uri.EscapeDataString(text)}"), .. Typed.Select(text => $"/staff/search?q={Uri.EscapeDataString(text)}")];
        await bench.MeasureAsync(lists, 1);
        await bench.MeasureAsync(searches, 1);
        var list = await bench.MeasureAsync(lists, Rounds);
        var search = await bench.MeasureAsync(searches, Rounds);
        Say("list", list);
        Say("search", search);
        Say("inbox", await bench.MeasureAsync([Inbox, Inbox], Rounds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jobs: p95_ms={At(list, 95):F1} search_p95_ms={At(search, 95):F1}"));
        return 0;
    }

    private static IEnumerable<string> Prefixes(string text) => Enumerable.Range(2, text.Length - 1).Select(length => text[..length].Trim()).Where(part => part.Length > 1);

    private static double At(List<(string Path, double Ms)> times, int hundredth) => times.Select(time => time.Ms).Order().ElementAt(times.Count * hundredth / 100);

    private static void Say(string name, List<(string Path, double Ms)> times)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {times.Count} requests, p50 {At(times, 50):F1} ms, p95 {At(times, 95):F1} ms, p99 {At(times, 99):F1} ms"));
        foreach (var (path, ms) in times.GroupBy(time => time.Path).Select(group => (group.Key, Median: group.Select(time => time.Ms).Order().ElementAt(group.Count() / 2))).OrderByDescending(row => row.Median).Take(6))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {ms,6:F1} ms  {path}"));
        }
    }

    /// <summary>Each filter with each order, the page behind it and, where there is one, the last: with a million jobs that is twenty thousand pages on.</summary>
    private async Task<IEnumerable<string>> ListsAsync()
    {
        var technician = Option().Match(await PageAsync("/staff/jobs")).Groups[1].Value;
        var first = (from status in Statuses from sort in Sorts select $"/staff/jobs?status={status}&sort={sort}").ToList();
        first.AddRange(Sorts.Select(sort => $"/staff/jobs?technician={technician}&sort={sort}"));
        first.AddRange(from text in Typed from sort in Sorts select $"/staff/jobs?q={Uri.EscapeDataString(text)}&sort={sort}");
        first.AddRange(from status in Statuses from sort in Sorts select $"/staff/jobs?q=smith&status={status}&sort={sort}");
        first.AddRange(from status in new[] { "closed", "cancelled" } from sort in Sorts select $"/staff/jobs?q=kowalski&status={status}&sort={sort}");
        var all = new List<string>(first);
        foreach (var path in first)
        {
            if (Next().Match(await PageAsync(path)) is { Success: true } next)
            {
                all.Add(WebUtility.HtmlDecode(next.Groups[1].Value));
            }
        }

        all.AddRange(from sort in Sorts where sort != "visit" from text in new[] { "", "smith", "kowalski" } select $"/staff/jobs?q={text}&sort={sort}&after=CS-2021-0500123");
        return all;
    }

    private async Task<List<(string Path, double Ms)>> MeasureAsync(List<string> paths, int rounds)
    {
        var times = new List<(string Path, double Ms)>(paths.Count * rounds);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var path in paths)
            {
                var start = Stopwatch.GetTimestamp();
                await PageAsync(path);
                times.Add((path, Stopwatch.GetElapsedTime(start).TotalMilliseconds));
            }
        }

        return times;
    }

    private async Task SignInAsync(string link)
    {
        const string Password = "kettle orchard lantern violin";
        var form = await PageAsync(new Uri(link).AbsolutePath);
        var email = Email().Match(form).Groups[1].Value;
        await PostAsync(new Uri(link).AbsolutePath, form, KeyValuePair.Create("Password", Password));
        await PostAsync("/staff/sign-in", await PageAsync("/staff/sign-in"), KeyValuePair.Create("Input.Email", WebUtility.HtmlDecode(email)), KeyValuePair.Create("Input.Password", Password));
    }

    private async Task PostAsync(string path, string page, params KeyValuePair<string, string>[] fields)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent([.. fields, KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        using var answer = await http.SendAsync(request);
        Keep(answer);
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {path}");
        }
    }

    private async Task<string> PageAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        using var answer = await http.SendAsync(request);
        Keep(answer);
        var moved = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location?.ToString().Contains("/staff/jobs/", StringComparison.Ordinal) == true;
        return answer.IsSuccessStatusCode || moved ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{(int)answer.StatusCode} {path} {answer.Headers.Location}");
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(site, path));
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

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

    [GeneratedRegex("id=\"email\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Email();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Token();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex Next();

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Option();
}
