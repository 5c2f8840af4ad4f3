using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Somebody of the office, whose browser stays while the site dies and comes back.</summary>
internal sealed class OfficeBrowser(IReadOnlyDictionary<string, string> cookies)
{
    private readonly Dictionary<string, string> kept = new(cookies);
    private string token = "";

    public async Task<SitePage> OpenAsync(SiteProcess site, string path)
    {
        using var client = Client(site);
        var page = await client.GetAsync(path);
        token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        foreach (var (name, value) in client.Cookies)
        {
            kept[name] = value;
        }

        return page;
    }

    /// <summary>Null: nobody answered.</summary>
    public async Task<SitePage?> PostAsync(SiteProcess site, string path, byte[]? file = null, params (string Name, string Value)[] fields)
    {
        using var client = Client(site);
        var content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        if (file is not null)
        {
            content.Add(new ByteArrayContent(file), "Input.File", "export.xml");
        }

        try
        {
            return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private SiteClient Client(SiteProcess site)
    {
        var client = site.Client();
        foreach (var (name, value) in kept)
        {
            client.SetCookie(name, value);
        }

        return client;
    }
}

/// <summary>One letter of one person: the same two forms, however often they are sent.</summary>
internal sealed class LetterOfOffice(OfficeBrowser person, Job job)
{
    public Guid JobId => job.Id;

    private string Page => $"/staff/jobs/{job.Number}/vendor-letter?recorder={job.Recorders[0].Id}";

    public Task<SitePage> OpenAsync(SiteProcess site) => person.OpenAsync(site, Page);

    public Task WriteAsync(SiteProcess site) => person.PostAsync(site, Page, VendorLetters.Export, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"));

    public Task SendAsync(SiteProcess site, Guid vendorCase) => person.PostAsync(site, $"/staff/vendor/letters/{vendorCase}");
}
