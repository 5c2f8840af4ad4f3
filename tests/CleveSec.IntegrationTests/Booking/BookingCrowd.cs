using System.Net;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>What one of a crowd sends. Sent again it is the same form.</summary>
/// <param name="Key">The form's own.</param>
/// <param name="Person">Whose name, mail, door and network address it carries.</param>
internal sealed record CrowdForm(Guid Key, int Person, string Window)
{
    public string Email => $"crowd{Person}@example.com";

    public static CrowdForm Of(int person, string window) => new(Guid.NewGuid(), person, window);
}

/// <summary>An answer, unparsed: there are many.</summary>
internal sealed record CrowdAnswer(CrowdForm Form, HttpStatusCode Status, string? Location, string Body)
{
    public bool IsBooked => Location?.EndsWith("/book/booked", StringComparison.Ordinal) == true;

    public bool ShowsFreeWindows => Body.Contains("name=\"Input.Window\"", StringComparison.Ordinal);

    public bool Offers(string window) => Body.Contains($"name=\"Input.Window\" value=\"{window}\"", StringComparison.Ordinal) || Body.Contains($"value=\"{window}\" name=\"Input.Window\"", StringComparison.Ordinal);
}

/// <summary>
/// Many people with the booking page open, as the site sees them: the page is opened once, and each sends it with a key, a name and a network address of their own.
/// </summary>
internal sealed class BookingCrowd : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromMinutes(3) };
    private readonly List<(string Name, string? Value)> hidden;
    private readonly string cookies;

    private BookingCrowd(SitePage form, IReadOnlyDictionary<string, string> cookies)
    {
        this.hidden = [.. form.All($"{BookingForm.Form} input[type=hidden]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value"))).Where(field => field.Name != "Input.Key")];
        this.cookies = string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
    }

    /// <param name="older">So much later the forms are sent.</param>
    public static async Task<BookingCrowd> OpenAsync(CleveSecApp app, Duration older)
    {
        using var client = app.Client();
        var page = (await client.GetAsync($"/book?brand=Dahua&zip={TestData.Zip}")).Expect(HttpStatusCode.OK);
        app.Clock.Advance(older);
        return new BookingCrowd(page, client.Cookies);
    }

    public Task<CrowdAnswer> PostAsync(Uri node, CrowdForm form) => PostFromAsync(node, form, form.Person);

    public async Task<CrowdAnswer> PostFromAsync(Uri node, CrowdForm form, int network)
    {
        var fields = this.hidden
            .Concat(BookingForm.Filled(form.Window, $"Crowd {Letters(form.Person)}", form.Email))
            .Where(field => field.Name is not ("Input.Key" or "Input.Unit" or "Input.Zip"))
            .Concat(new (string Name, string? Value)[] { ("Input.Key", form.Key.ToString()), ("Input.Unit", $"Apt {form.Person}"), ("Input.Zip", TestData.Zip) });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, "/book"))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))),
        };
        request.Headers.Add("Cookie", this.cookies);
        request.Headers.Add("X-Forwarded-For", $"10.{network / 60_000}.{network / 250 % 240}.{(network % 250) + 1}");
        using var response = await this.http.SendAsync(request, TestContext.Current.CancellationToken);
        return new CrowdAnswer(form, response.StatusCode, response.Headers.Location?.ToString(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => this.http.Dispose();

    /// <summary>A number as a name may be, one letter for each digit: no name that a filter stops.</summary>
    private static string Letters(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
}
