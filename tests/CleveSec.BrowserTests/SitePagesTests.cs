using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CleveSec.BrowserTests;

/// <summary>“Every page” means every page: the list that is walked is held against the site's endpoints.</summary>
public sealed class SitePagesTests(SitePages site) : IClassFixture<SitePages>
{
    /// <summary>Pages the walk leaves out, each with its reason.</summary>
    private static readonly Dictionary<string, string> NotWalked = new()
    {
        ["error/{code:int?}"] = "Shown at the address that failed: error-404 and the dead links walk it.",
        ["guide/images/{id:guid}-{width:int}x{height:int}.webp"] = "A picture, not a page.",
        ["guide/{topic}/helpful"] = "Opened by hand it only leads on.",
        ["staff/jobs/{number}/photos/{photo:guid}.{format:regex(^(webp|pdf)$)}"] = "A picture, not a page.",
        ["tech/visits/{id:guid}/photos/{photo:guid}.{format:regex(^(webp|pdf)$)}"] = "A picture, not a page.",
        ["book/we-call-you"] = "Needs a booking that waits for a call: BookingStates walks it.",
        ["staff/inbox"] = "Where its forms are sent; opened by hand it only leads on.",
        ["staff/sign-out"] = "Opened by hand it only leads on.",
        ["visit/forget"] = "Opened by hand it only leads on.",
        ["staff/settings/travel/matrix.csv"] = "A file, not a page.",
        ["visit/live"] = "A part of a page, for its script.",
        ["visit/sooner"] = "Opened by hand it only leads on.",
        ["staff/jobs/{number}/certificate.pdf"] = "A file, not a page.",
        ["staff/jobs/{number}/timeline.csv"] = "A file, not a page.",
        ["tech/visits/{id:guid}/certificate.pdf"] = "A file, not a page.",
        ["visit/certificate.pdf"] = "A file, not a page.",
        ["tech/visits/{id:guid}/vendor-letter/{vendorCase:guid}"] = "The office's page of a letter has the same letter: vendor-letter walks it.",
        ["tech/visits/{id:guid}/vendor-answer/{answer:guid}/{part:int}"] = "A file, not a page.",
        ["visit/calendar.ics"] = "A file, not a page.",
    };

    [Fact]
    public void Pages_OfTheSite_AreWalkedOrLeftOutWithAReason()
    {
        // The most literal pattern that fits is the one the site takes.
        var pages = site.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .OrderBy(endpoint => endpoint.RoutePattern.InboundPrecedence)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        var walked = site.Views.Select(view => pages.First(page => Fits(page, view.Path))).ToHashSet();

        Assert.Equal(pages.Where(page => !walked.Contains(page)).Order(), NotWalked.Keys.Order());
    }

    [Fact]
    public async Task Views_Opened_ShowThePageTheyName()
    {
        var elsewhere = new List<string>();
        foreach (var view in site.Views)
        {
            using var client = site.Client(view);
            if ((await client.GetAsync(view.Path)).Location is { } location)
            {
                elsewhere.Add($"{view.Name} leads to {location}");
            }
        }

        Assert.True(elsewhere.Count == 0, string.Join("\n", elsewhere));
    }

    [Fact]
    public void Views_Names_AreUnique() => Assert.Distinct(site.Views.Select(view => view.Name));

    /// <summary>Spanish pages are the same ones: their prefix is taken off before routing.</summary>
    private static bool Fits(string page, string path)
    {
        var address = path.Split('?')[0];
        return new TemplateMatcher(TemplateParser.Parse(page), []).TryMatch(address.StartsWith("/es/", StringComparison.Ordinal) ? address[3..] : address, []);
    }
}
