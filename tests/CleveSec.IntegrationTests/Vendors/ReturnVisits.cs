using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>Jobs that wait for somebody to come back with a vendor's answer.</summary>
internal static class ReturnVisits
{
    public static readonly Actor Office = new(ActorRole.Dispatcher, null, "Dana Dispatcher");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A job that waits for its return visit with an accepted answer; its first technician does not work any more.</summary>
    /// <param name="hours">How long the answer is good.</param>
    /// <param name="byTelephone">It came by another way than the mail that was asked.</param>
    public static async Task<Job> AnsweredAsync(CleveSecApp app, int hours = 24, bool byTelephone = false)
    {
        var first = await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly([]));
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, first);
        var facts = VendorLetters.Facts() with { ValidityHours = hours };
        await app.Data.ActAsync(job.Id, first, (it, step) => it.DraftVendorLetter(it.Recorders[0].Id, ResetMethod.Find("dahua-xml")!, facts, step));
        await app.Data.ActAsync(job.Id, first, (it, step) => it.SendVendorLetter(it.VendorCases[0].Id, VendorLetters.Recipient, Guid.CreateVersion7(), step.At, step));
        await app.Data.ActAsync(job.Id, first, (it, step) => it.EndVisitPartlyDone("The vendor takes a day.", step));
        return await app.Data.ActAsync(job.Id, Office, (it, step) =>
        {
            if (byTelephone)
            {
                it.EndVendorCase(answered: true, step);
            }
            else
            {
                it.AcceptVendorAnswer(it.VendorCases[0].Id, step.At, step);
            }
        });
    }

    /// <summary>When the vendor can be reached.</summary>
    public static Task SupportAsync(CleveSecApp app, params string[] hours) => app.DbAsync(async db =>
    {
        (await db.Vendors.SingleAsync(vendor => vendor.Id == "dahua-xml", Ct)).Hours = [.. hours];
        return await db.SaveChangesAsync(Ct);
    });

    /// <summary>The office plans the visit for that minute.</summary>
    public static Task<VisitPlan> PlanAsync(CleveSecApp app, Guid jobId, StaffMember technician, Instant start, string? reason = null) => app.WithAsync<IServiceProvider, VisitPlan>(services =>
    {
        var db = services.GetRequiredService<CleveSecDb>();
        return services.GetRequiredService<PlanVisit>().RunAsync(new VisitWish(db.Jobs.Where(job => job.Id == jobId), Office, technician.Id, start, Exact: new ExactStart(start, null, reason)), Ct);
    });
}
