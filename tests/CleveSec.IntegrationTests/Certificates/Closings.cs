using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Certificates;

/// <summary>Jobs closed through the site's own doors, each with its certificate.</summary>
internal static class Closings
{
    /// <summary>By the technician of the visit, with the form of the sheet.</summary>
    public static async Task<Technician> ByTechnicianAsync(CleveSecApp app, JobStatus from = JobStatus.NotRecovered, params (string Name, string? Value)[] fields)
    {
        var technician = await Technician.WithJobAsync(app, from);
        if (from == JobStatus.Reinitialized)
        {
            var items = app.Services.GetRequiredService<IChecklistTexts>().Texts;
            await app.Data.ActAsync(technician.JobId, technician.Staff, (job, step) =>
            {
                foreach (var (id, _) in items)
                {
                    job.Harden(job.Recorders[0].Id, id, id == "https" ? HardeningState.DeclinedByOwner : HardeningState.Done, step);
                }
            });
        }

        (await technician.StepAsync("close", fields)).ExpectRedirect(technician.Sheet);
        return technician;
    }

    /// <summary>By somebody of the office.</summary>
    public static async Task ByOfficeAsync(SiteClient office, string number, string summary = "Your recorder works again.")
    {
        await office.GetAsync($"/staff/jobs/{number}/close");
        (await office.SubmitAsync("main form", ("Input.Summary", summary))).ExpectRedirect($"/staff/jobs/{number}");
    }

    public static async Task ReopenAsync(CleveSecApp app, Guid jobId)
    {
        app.Clock.Advance(Duration.FromMinutes(1));
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        await app.Data.ActAsync(jobId, office, (job, step) => job.Reopen("It is locked again.", app.Data.Rules, step));
    }

    public static Task<List<Certificate>> CertificatesAsync(this CleveSecApp app, Guid jobId) =>
        app.DbAsync(db => db.Certificates.AsNoTracking().Where(certificate => certificate.JobId == jobId).OrderBy(certificate => certificate.Closing).ToListAsync(TestContext.Current.CancellationToken));

    /// <summary>The code as it stands on the paper.</summary>
    public static async Task<string> CodeAsync(SiteClient office, string number, int? closing = null) =>
        (await office.GetAsync($"/staff/jobs/{number}/certificate{(closing is null ? "" : $"?closing={closing}")}")).One(".certificate__code").TextContent.Trim();
}
