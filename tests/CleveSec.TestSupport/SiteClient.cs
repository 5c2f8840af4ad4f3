using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>
/// A browser without JavaScript: keeps cookies (Secure ones over http too, as browsers do on 127.0.0.1), fills in and posts the forms of the page it is on, follows
/// redirects only when asked.
/// </summary>
public sealed class SiteClient : IDisposable
{
    private const int MostRedirects = 10;
    private readonly HttpClient http;
    private readonly AppLogs? logs;
    private readonly Dictionary<string, string> cookies = [];

    public SiteClient(Uri address, AppLogs? logs = null, bool anyCertificate = false)
    {
        this.logs = logs;
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        if (anyCertificate)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }

        this.http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The address this client seems to come from: tests are a proxy the site knows.</summary>
    public string? ForwardedFor { get; set; }

    /// <summary>The last HTML page that was got, whose forms can be submitted.</summary>
    public SitePage? Page { get; private set; }

    public IReadOnlyDictionary<string, string> Cookies => this.cookies;

    public void SetCookie(string name, string value) => this.cookies[name] = value;

    public Task<SitePage> GetAsync(string path) => this.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Gets a page and whatever it redirects to.</summary>
    public async Task<SitePage> GetFollowingAsync(string path) => await this.FollowAsync(await this.GetAsync(path));

    /// <summary>Goes where a redirect leads, to the end.</summary>
    public async Task<SitePage> FollowAsync(SitePage page)
    {
        for (var i = 0; page.Location is { } location && (int)page.Status is >= 300 and < 400; i++)
        {
            Assert(i < MostRedirects, $"More than {MostRedirects} redirects, the last to {location}.");
            page = await this.GetAsync(location);
        }

        return page;
    }

    /// <summary>
    /// Submits a form of the page this client is on: everything the form holds, hidden fields included, with these values put in. A value of null leaves the field out.
    /// A field the form does not have, or a choice it does not offer, is a mistake of the test and throws.
    /// </summary>
    public Task<SitePage> SubmitAsync(string form, params (string Name, string? Value)[] fields)
    {
        var page = this.Page ?? throw new InvalidOperationException("There is no page yet whose form could be submitted.");
        var element = page.One(form) as IHtmlFormElement ?? throw new InvalidOperationException($"“{form}” is not a form.");
        var action = new Uri(page.Url, element.GetAttribute("action") is { Length: > 0 } to ? to : page.Url.PathAndQuery);
        var values = FormFields.Of(element, fields);
        return string.Equals(element.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase)
            ? this.SendAsync(new HttpRequestMessage(HttpMethod.Post, action.PathAndQuery) { Content = new FormUrlEncodedContent(values) })
            : this.GetAsync(action.AbsolutePath + "?" + new FormUrlEncodedContent(values).ReadAsStringAsync().Result);
    }

    /// <summary>The same with files, as a browser sends a form that has them.</summary>
    /// <param name="handler">The address of another button of the form, "/book?handler=times"; null: the form's own.</param>
    public Task<SitePage> UploadAsync(string form, IEnumerable<(string Name, byte[] Content, string FileName)> files, string? handler = null, params (string Name, string? Value)[] fields)
    {
        var page = this.Page ?? throw new InvalidOperationException("There is no page yet whose form could be submitted.");
        var element = page.One(form) as IHtmlFormElement ?? throw new InvalidOperationException($"“{form}” is not a form.");
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in FormFields.Of(element, fields))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes, fileName) in files)
        {
            content.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("image/jpeg") } }, name, fileName);
        }

        return this.SendAsync(new HttpRequestMessage(HttpMethod.Post, handler ?? element.GetAttribute("action")!) { Content = content });
    }

    /// <summary>Posts exactly these fields, as an attacker or a broken client would.</summary>
    public Task<SitePage> PostAsync(string path, params (string Name, string? Value)[] fields) => this.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))),
    });

    public async Task<SitePage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (this.cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", this.cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            if (this.ForwardedFor is { } from)
            {
                request.Headers.Add("X-Forwarded-For", from);
            }

            using var response = await this.http.SendAsync(request, TestContext.Current.CancellationToken);
            this.Keep(response);
            var page = new SitePage(new Uri(this.http.BaseAddress!, request.RequestUri!), response, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), this.logs);
            if (response.Content.Headers.ContentType?.MediaType == "text/html" && (int)response.StatusCode is < 300 or >= 400)
            {
                this.Page = page;
            }

            return page;
        }
    }

    public void Dispose() => this.http.Dispose();

    private void Keep(HttpResponseMessage response)
    {
        foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
        {
            var parts = line.Split(';', StringSplitOptions.TrimEntries);
            var (name, value) = (parts[0][..parts[0].IndexOf('=', StringComparison.Ordinal)], parts[0][(parts[0].IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var attributes = parts.Skip(1).Select(part => part.Split('=', 2)).ToDictionary(part => part[0].ToLowerInvariant(), part => part.Length > 1 ? part[1] : "");
            Assert(!name.StartsWith("__Host-", StringComparison.Ordinal) || (attributes.ContainsKey("secure") && attributes.GetValueOrDefault("path") == "/" && !attributes.ContainsKey("domain")), $"A browser would drop this cookie: {line}");
            var gone = value.Length == 0 || attributes.GetValueOrDefault("max-age") == "0"
                || (attributes.TryGetValue("expires", out var expires) && DateTimeOffset.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) < DateTimeOffset.UnixEpoch.AddYears(1));
            if (gone)
            {
                this.cookies.Remove(name);
            }
            else
            {
                this.cookies[name] = value;
            }
        }
    }

    private static void Assert(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
