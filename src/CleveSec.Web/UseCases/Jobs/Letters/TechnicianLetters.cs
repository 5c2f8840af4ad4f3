using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.UseCases.Jobs.Letters;

/// <summary>Tells technicians at once what changed in their day, in English, also where a customer did it in Spanish. No address and no name of the customer: the day sheet has them, behind a sign-in.</summary>
internal sealed class TechnicianLetters(CleveSecDb db, Outbox outbox, SiteAddress site)
{
    public Task AssignedAsync(Job job, Visit visit, CancellationToken ct) => TellAsync(visit.TechnicianId, job, "VisitAssignedMail", "New or changed visit", () => Assignment(job, visit), ct);

    /// <summary>To a technician whose name and address are known already.</summary>
    public void Assigned(Job job, Visit visit, string name, string email) => Tell(name, email, job, "VisitAssignedMail", "New or changed visit", () => Assignment(job, visit));

    public Task TakenAwayAsync(Guid technicianId, Job job, NodaTime.Interval window, CancellationToken ct) => TellAsync(technicianId, job, "VisitTakenAwayMail", "A visit is no longer yours",
        () => $"The visit in {job.Site.City} ({job.Site.Zip}) on {LocalTime.DayAndSpan(window)} is no longer on your day sheet.", ct);

    private async Task TellAsync(Guid technicianId, Job job, string kind, string subject, Func<string> words, CancellationToken ct)
    {
        var technician = await db.Staff.AsNoTracking().Where(staff => staff.Id == technicianId).Select(staff => new { staff.Name, staff.Email }).FirstAsync(ct);
        Tell(technician.Name, technician.Email, job, kind, subject, words);
    }

    private static string Assignment(Job job, Visit visit) =>
        $"A visit in {job.Site.City} ({job.Site.Zip}) was assigned to you or changed: {LocalTime.DayAndSpan(visit.Window)}. Please acknowledge it on your day sheet.";

    private void Tell(string name, string email, Job job, string kind, string subject, Func<string> words)
    {
        using var inEnglish = Languages.Use(Language.English);
        outbox.Add(email, name, new Letter(
            kind,
            $"{subject} ({job.Number})",
            [new MailBlock.Text(words()), new MailBlock.Button("Open the day sheet", site.Absolute(Links.TechDay))],
            new Dictionary<string, string>()), job.Id);
    }
}
