using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Migrations.Seeds;

/// <summary>What waits in the demo's office beside the day: reports, a call to make first, a visit nobody was at home for, a recorder that waits for its maker, a message, a failed mail, calls, a question under the guide.</summary>
internal sealed class DemoOffice(CleveSecDb db, Instant now, Actor office, DemoDaySeed day)
{
    public async Task AddAsync(CancellationToken ct)
    {
        await ComeBackAsync(ct);
        await WaitForVendorAsync(ct);
        var called = await day.ReportAsync(DemoDay.CallFirst, Ago(95), ct, new JobIntake { CallBack = CallBackReason.LandlordTenant });
        var reported = await day.ReportAsync(DemoDay.Reported[0], Ago(40), ct);
        await day.ReportAsync(DemoDay.Reported[1], Ago(12), ct);
        db.CustomerNotes.Add(new CustomerNote { Id = Guid.CreateVersion7(), JobId = reported.Id, Text = "The recorder is in the basement; please ring twice. (demo)", At = Ago(30) });
        db.Messages.Add(Message.ByPhone(called.Id, "The customer has no e-mail: say when we come (demo)", Ago(20)));
        db.CallRequests.Add(new CallRequest { Id = Guid.CreateVersion7(), Name = "Lucia Santos (demo)", Phone = "+12165550199", BestTime = "after 5", About = "A Lorex recorder says it is locked.", Language = Language.English, At = Ago(25) });
        db.GuideComments.Add(new GuideComment { Id = Guid.CreateVersion7(), Slug = "qr-code", Name = "Noah (demo)", Text = "The code in the mail is refused. How long do I have to wait?", State = CommentState.Waiting, At = Ago(70), ConfirmedAt = Ago(65) });
        db.OutboxMails.Add(FailedMail(reported));
        await db.SaveChangesAsync(ct);
    }

    private Instant Ago(int minutes) => now - Duration.FromMinutes(minutes);

    private async Task ComeBackAsync(CancellationToken ct)
    {
        var yesterday = now.InZone(BookingRules.Zone).Date.PlusDays(-1).At(new LocalTime(16, 10)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var placement = day.EarlierWith(DemoDay.Luis, yesterday);
        var job = await day.ReportAsync(DemoDay.NobodyHome, yesterday - Duration.FromDays(2), ct);
        job.Schedule(placement, day.Rules, new Step(office, yesterday - Duration.FromDays(2)));
        await db.SaveChangesAsync(ct);
        var technician = DemoDaySeed.ActorOf(day.Person(DemoDay.Luis));
        job.Depart(new Step(technician, placement.OccupiedStart));
        await db.SaveChangesAsync(ct);
        job.NoAccess("Nobody opened, and the phone was not answered. (demo)", new Step(technician, yesterday + Duration.FromMinutes(15)));
        await db.SaveChangesAsync(ct);
    }

    private async Task WaitForVendorAsync(CancellationToken ct)
    {
        var yesterday = now.InZone(BookingRules.Zone).Date.PlusDays(-1).At(new LocalTime(13, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        var placement = day.EarlierWith(DemoDay.Priya, yesterday);
        var job = await day.ReportAsync(DemoDay.WaitsForVendor, yesterday - Duration.FromDays(1), ct);
        job.Schedule(placement, day.Rules, new Step(office, yesterday - Duration.FromDays(1)));
        await db.SaveChangesAsync(ct);
        var technician = DemoDaySeed.ActorOf(day.Person(DemoDay.Priya));
        var recorder = job.Recorders[0].Id;
        var seller = VendorClock.Of(await db.Vendors.AsNoTracking().SingleAsync(vendor => vendor.Id == "dahua-vendor-code", ct));
        Action<Step>[] moves =
        [
            job.Depart,
            step => job.Arrive(samePersonSeen: false, step),
            step => job.IdentifyRecorder(recorder, null, $"DEMO{job.Number[^5..]}0815", step),
            step => DemoPlay.Verify(job, step),
            step => job.RecordAttempt(recorder, ResetMethod.Find("dahua-questions")!, AttemptOutcome.NotPossible, "The old screen does not offer it. (demo)", step),
            step => job.AskVendor(recorder, "The seller (demo)", ResetMethod.Find("dahua-vendor-code")!, step, seller),
            step => job.EndVisitPartlyDone("The seller has to answer first. (demo)", step),
        ];
        for (var i = 0; i < moves.Length; i++)
        {
            moves[i](new Step(technician, yesterday + Duration.FromMinutes(8 * i)));
            await db.SaveChangesAsync(ct);
        }
    }

    private OutboxMail FailedMail(Job job)
    {
        var id = Guid.CreateVersion7();
        return new OutboxMail
        {
            Id = id,
            JobId = job.Id,
            Kind = "DemoMail",
            ToAddress = job.Customer.Email!,
            ToName = job.Customer.Name,
            Subject = "We have your report (demo)",
            TextBody = "This mail is made up.",
            HtmlBody = "<p>This mail is made up.</p>",
            MessageId = $"{id:N}@demo.invalid",
            State = OutboxState.Failed,
            Tries = 11,
            LastError = "550 No such mailbox (demo)",
            CreatedAt = Ago(60),
            NextTryAt = Ago(15),
        };
    }
}
