using CleveSec.Domain.Staff;
using CleveSec.TestSupport;

namespace CleveSec.BrowserTests;

/// <summary>The pages about the hand-over certificate and a job's timeline.</summary>
internal static class CertificateViews
{
    /// <summary>Issues the certificate of a closed job and lists the pages.</summary>
    /// <param name="visit">Of the closed job, whose customer and technician look too.</param>
    public static async Task<SiteView[]> OfAsync(CleveSecApp app, string closed, Guid visit, string open)
    {
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{closed}/certificate");
        await office.SubmitAsync("main form");
        var code = (await office.GetAsync($"/staff/jobs/{closed}/certificate")).One(".certificate__code").TextContent.Trim();
        return
        [
            new("check", Viewer.Anybody, "/check"),
            new("check-found", Viewer.Anybody, $"/check?code={code}"),
            new("check-unknown", Viewer.Anybody, "/es/check?code=2222"),
            new("check-errors", Viewer.Anybody, "/check", "Check it"),
            new("visit-certificate", Viewer.Customer, "/visit/certificate"),
            new("job-certificate", Viewer.Dispatcher, $"/staff/jobs/{closed}/certificate"),
            new("job-certificate-none", Viewer.Dispatcher, $"/staff/jobs/{open}/certificate"),
            new("job-timeline", Viewer.Dispatcher, $"/staff/jobs/{closed}/timeline"),
            new("job-timeline-none", Viewer.Dispatcher, $"/staff/jobs/{open}/timeline?kind=certificate&order=oldest"),
            new("tech-certificate", Viewer.Technician, $"/tech/visits/{visit}/certificate"),
        ];
    }
}
