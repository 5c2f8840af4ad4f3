using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The proposed summary speaks the customer's language; the technician can still read what it says.</summary>
public sealed class SummaryTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Theory]
    [InlineData(JobStatus.Refused, "No abrimos su grabador", "We did not open your recorder")]
    [InlineData(JobStatus.NotRecovered, "Su grabador (Dahua", "Your recorder (Dahua")]
    [InlineData(JobStatus.Reinitialized, "con este método:", "with this method:")]
    public async Task Draft_OfASpanishCustomer_IsSpanishWithTheEnglishBeside(JobStatus status, string spanish, string english)
    {
        var technician = await Technician.WithJobAsync(app, status);
        await app.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = (select customer_id from jobs where id = $1)", technician.JobId);
        if (status == JobStatus.Reinitialized)
        {
            (await technician.ForceAsync($"{technician.Sheet}/checklist?handler=AllDone&recorder={technician.Recorder()}", ("Answers[config-export]", "Done"))).ExpectRedirect(technician.Sheet);
        }

        var page = await technician.Client.GetAsync($"{technician.Sheet}/close");

        var summary = page.Expect(HttpStatusCode.OK).One("textarea[name='Input.Summary']");
        Assert.Equal("es", summary.GetAttribute("lang"));
        Assert.Contains(spanish, summary.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Your recorder", summary.TextContent, StringComparison.Ordinal);
        Assert.Contains(english, page.One("main form details").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_OfAnEnglishCustomer_StandsAlone()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.NotRecovered);

        var page = (await technician.Client.GetAsync($"{technician.Sheet}/close")).Expect(HttpStatusCode.OK);

        Assert.Null(page.One("textarea[name='Input.Summary']").GetAttribute("lang"));
        Assert.Empty(page.All("main form details"));
    }
}
