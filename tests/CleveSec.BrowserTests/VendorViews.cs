using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.BrowserTests;

/// <summary>A letter to a vendor, and mails that came for another one.</summary>
internal static class VendorViews
{
    public static async Task<SiteView[]> AddAsync(CleveSecApp app)
    {
        var drafted = await DraftAsync(app);
        var sent = await DraftAsync(app, (job, step) => job.SendVendorLetter(job.VendorCases[0].Id, "support_rpwd@dahuatech.com", Guid.CreateVersion7(), step.At + Duration.FromHours(48), step));
        var writing = await app.Data.JobAsync(JobStatus.OwnershipVerified, await app.Data.StaffAsync(StaffRole.Technician));
        var several = await app.Data.JobAsync(JobStatus.OwnershipVerified, await app.Data.StaffAsync(StaffRole.Technician), recorders: 2);
        var (forged, bounce) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.DbAsync(db =>
        {
            db.VendorAnswers.Add(Answer(app, forged, sent, 1, VendorAnswerKind.Answer));
            db.VendorAnswers.Add(Answer(app, bounce, sent, 2, VendorAnswerKind.Bounce));
            return db.SaveChangesAsync();
        });
        return
        [
            new("vendor-cases", Viewer.Dispatcher, "/staff/vendor"),
            new("vendor-letter", Viewer.Dispatcher, $"/staff/vendor/letters/{drafted.VendorCases[0].Id}"),
            new("vendor-letter-sent", Viewer.Dispatcher, $"/staff/vendor/letters/{sent.VendorCases[0].Id}"),
            new("vendor-letter-write", Viewer.Dispatcher, $"/staff/jobs/{writing.Number}/vendor-letter"),
            new("vendor-letter-write-errors", Viewer.Dispatcher, $"/staff/jobs/{writing.Number}/vendor-letter", "Write the letter"),
            new("vendor-letter-which-recorder", Viewer.Dispatcher, $"/staff/jobs/{several.Number}/vendor-letter"),
            new("error-vendor-letter-not-now", Viewer.Dispatcher, $"/staff/jobs/{drafted.Number}/vendor-letter"),
            new("vendor-letter-correct", Viewer.Dispatcher, $"/staff/vendor/letters/{drafted.VendorCases[0].Id}/correct"),
            new("vendor-answer", Viewer.Dispatcher, $"/staff/vendor/answers/{forged}"),
            new("vendor-answer-errors", Viewer.Dispatcher, $"/staff/vendor/answers/{forged}", "Refuse, delete it"),
            new("vendor-bounce", Viewer.Dispatcher, $"/staff/vendor/answers/{bounce}"),
            new("job-vendor-case", Viewer.Dispatcher, $"/staff/jobs/{sent.Number}"),
        ];
    }

    private static async Task<Job> DraftAsync(CleveSecApp app, Action<Job, Step>? then = null)
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, technician);
        var facts = new VendorLetterFacts("Dahua support", VendorNeeds.Device, "7J03A", null, false, job.Id.ToString("N")[^16..].ToUpperInvariant(), 24);
        job = await app.Data.ActAsync(job.Id, technician, (it, step) => it.DraftVendorLetter(it.Recorders[0].Id, ResetMethod.Find("dahua-xml")!, facts, step));
        return then is null ? job : await app.Data.ActAsync(job.Id, technician, then);
    }

    private static VendorAnswer Answer(CleveSecApp app, Guid id, Job job, long uid, VendorAnswerKind kind) => new()
    {
        Id = id,
        VendorCaseId = job.VendorCases[0].Id,
        Uid = uid,
        Fingerprint = id.ToByteArray(),
        FromAddress = "somebody.with.a.very.long.address.that.goes.on@mail.example.com",
        Kind = kind,
        Match = VendorAnswerMatch.Token,
        Sender = VendorAnswerSender.Stranger,
        Parts = [new AnswerPart("message.txt", "text/plain", 812), new AnswerPart("result_of_the_request_for_the_recorder.xml", "application/octet-stream", 20_480)],
        Size = 30_000,
        CameAt = app.Clock.Now,
        ReadAt = app.Clock.Now,
    };
}
