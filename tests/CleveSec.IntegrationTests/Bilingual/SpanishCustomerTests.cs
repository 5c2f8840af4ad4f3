using System.Net;
using System.Reflection;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Booking;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.UseCases.Jobs;
using CleveSec.Web.UseCases.Jobs.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Bilingual;

/// <summary>Who books in Spanish is written to in Spanish from then on, whoever causes the letter; technicians and the office read English.</summary>
public sealed class SpanishCustomerTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Form = "form[action='/es/book']";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Letters => ["Booked", "CallFirst", "Confirmed", "ReminderDayBefore", "ReminderMorning", "SoonerWindow", "OwnerSignature", "Changed", "OnTheWay", "Closed", "Cancelled", "CancelledWithoutVisit", "Refused", "NotRecovered", "NotAllRecovered", "VisitOff", "NoAccess", "VisitOffWithoutVisit"];

    [Fact]
    public async Task Booking_OnASpanishPage_IsAnsweredAndConfirmedInSpanish()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        var opened = await BookingForm.OpenAsync(client, app.Clock, prefix: "/es");

        var answer = await client.SubmitAsync(Form, BookingForm.Filled(BookingForm.FirstWindow(opened), email: "espanol@example.com"));

        answer.ExpectRedirect("/es/book/booked");
        var confirmation = await client.FollowAsync(answer);
        Assert.Equal("Su visita está reservada", confirmation.One("h1").TextContent);
        var customer = await app.DbAsync(db => db.Customers.SingleAsync(row => row.Email == "espanol@example.com", Ct));
        Assert.Equal(Language.Spanish, customer.Language);
        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => db.Jobs.Any(job => job.Id == mail.JobId && job.CustomerId == customer.Id)).OrderBy(mail => mail.Kind).ToListAsync(Ct));
        Assert.Equal(["BookingConfirmedMail", "VisitAssignedMail"], mails.Select(mail => mail.Kind));
        Assert.StartsWith("Su visita está reservada: ", mails[0].Subject, StringComparison.Ordinal);
        Assert.Contains("Hola, Ana:", mails[0].TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es-US\">", mails[0].HtmlBody, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Cleveland Security Cameras: visita por su grabador", mails[0].Calendar, StringComparison.Ordinal);
        Assert.Contains("A visit in Cleveland", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en-US\">", mails[1].HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(". m.", mails[1].TextBody, StringComparison.Ordinal);
    }

    /// <summary>The mailed link leads to the Spanish pages, and everything pressed there stays in them.</summary>
    [Fact]
    public async Task Link_InASpanishMail_OpensTheSpanishVisit()
    {
        var job = await this.SpanishJobAsync();
        await this.WriteAsync("Booked", job.Id);
        var mail = await MailAsync(job.Id, "BookingConfirmedMail");
        using var client = app.Client();

        var address = mail.TextBody.Split('\n').Single(line => line.StartsWith(CleveSecApp.BaseUrl, StringComparison.Ordinal))[CleveSecApp.BaseUrl.Length..];
        Assert.StartsWith("/es/visit/", address, StringComparison.Ordinal);
        var page = await client.GetAsync(address.Replace("{{visit-link}}", app.Services.GetRequiredService<SecretBox>().OpenMail(mail.SealedSecrets)["visit-link"], StringComparison.Ordinal));

        Assert.Equal("es-US", page.Expect(HttpStatusCode.OK).Document.DocumentElement.GetAttribute("lang"));
        (await client.SubmitAsync("main form")).ExpectRedirect("/es/visit");
        Assert.Equal("Su visita", (await client.GetAsync("/es/visit")).One("h1").TextContent);
    }

    [Fact]
    public async Task Booking_OnAnEnglishPage_StaysEnglish()
    {
        await app.Data.StaffAsync(StaffRole.Technician);
        using var client = app.Client();
        var page = await BookingForm.OpenAsync(client, app.Clock);

        (await client.SubmitAsync(BookingForm.Form, BookingForm.Filled(BookingForm.FirstWindow(page), email: "english@example.com"))).ExpectRedirect("/book/booked");

        Assert.Equal(Language.English, (await app.DbAsync(db => db.Customers.SingleAsync(row => row.Email == "english@example.com", Ct))).Language);
        var mail = await app.DbAsync(db => db.OutboxMails.SingleAsync(row => row.ToAddress == "english@example.com", Ct));
        Assert.StartsWith("Your visit is booked: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en-US\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"{CleveSecApp.BaseUrl}/visit/", mail.TextBody, StringComparison.Ordinal);
    }

    /// <summary>The same letter to two customers shares no sentence; the English one is the control.</summary>
    [Theory]
    [MemberData(nameof(Letters))]
    public async Task Letter_OfEachKind_IsInTheCustomersLanguage(string letter)
    {
        var status = letter == "NotAllRecovered" ? JobStatus.Reinitialized : JobStatus.Scheduled;
        var (english, spanish) = (await app.Data.JobAsync(status), await this.SpanishJobAsync(status: status));
        await this.WriteAsync(letter, english.Id);
        await this.WriteAsync(letter, spanish.Id);

        var (read, leido) = (await NewestAsync(english.Id), await NewestAsync(spanish.Id));

        Assert.Equal(read.Kind, leido.Kind);
        Assert.Equal(read.Calendar is null, leido.Calendar is null);
        Assert.Contains("Hello Casey,", read.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hola, Casey:", leido.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es-US\">", leido.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentences(read).Intersect(Sentences(leido)), line => !line.Contains("Main Street", StringComparison.Ordinal));
    }

    /// <summary>A new letter needs its row above.</summary>
    [Fact]
    public void Letters_ToCustomers_AreAllAmongThoseCompared() =>
        Assert.All(typeof(CustomerLetters).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly), method => Assert.Contains(Letters, row => row.Data.StartsWith(method.Name, StringComparison.Ordinal)));

    /// <summary>What the office does on its English pages reaches the customer in Spanish; what the customer does in Spanish reaches the technician in English.</summary>
    [Fact]
    public async Task Letters_AcrossLanguages_AreEachInTheReadersOwn()
    {
        var job = await this.SpanishJobAsync();
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var page = await customer.GetAsync("/es/visit/change");
        (await customer.SubmitAsync("main form", ("Window", page.All("input[name=Window]")[0].GetAttribute("value")))).ExpectRedirect("/es/visit");
        Assert.Contains("Ahora su visita es:", (await customer.GetAsync("/es/visit")).One("[role=status]").TextContent, StringComparison.Ordinal);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/unschedule");
        (await office.SubmitAsync("main form", ("Input.Choice", "The technician cannot come"), ("Input.Words", "Said on the phone."))).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.StartsWith("Su visita cambió: ", (await MailAsync(job.Id, "VisitChangedMail")).Subject, StringComparison.Ordinal);
        Assert.StartsWith("Su visita no se hará: ", (await MailAsync(job.Id, "VisitOffMail")).Subject, StringComparison.Ordinal);
        var technicians = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id && mail.ToAddress != "casey@example.com").ToListAsync(Ct));
        Assert.Contains(technicians, mail => mail.Kind == "VisitAssignedMail");
        Assert.All(technicians, mail => Assert.Matches("A visit in Cleveland|The visit in Cleveland", mail.TextBody));
        Assert.DoesNotContain(technicians, mail => mail.TextBody.Contains(" a. m.", StringComparison.Ordinal) || mail.TextBody.Contains(" p. m.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_OnASpanishPage_SaysSoInSpanishAndStaysThere()
    {
        var job = await this.SpanishJobAsync();
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/es/visit/cancel");

        var page = await customer.FollowAsync((await customer.SubmitAsync("main form")).ExpectRedirect("/es/visit"));

        Assert.Contains("Su visita está cancelada. No irá nadie.", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("Su visita está cancelada", (await MailAsync(job.Id, "VisitCancelledMail")).Subject, StringComparison.Ordinal);
        Assert.Contains("is no longer on your day sheet", (await MailAsync(job.Id, "VisitTakenAwayMail")).TextBody, StringComparison.Ordinal);
    }

    /// <summary>Where there is no address the office calls: it reads English, and sees in which language to speak.</summary>
    [Fact]
    public async Task Letter_ToASpanishCustomerWithoutAddress_IsACallInEnglish()
    {
        var job = await this.SpanishJobAsync(email: null);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.WriteAsync("Changed", job.Id);

        var message = await app.DbAsync(db => db.Messages.SingleAsync(row => row.JobId == job.Id, Ct));
        Assert.StartsWith("Your visit has changed: ", message.Subject, StringComparison.Ordinal);
        Assert.Contains("Prefers Spanish", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobPage_OfAnEnglishCustomer_NamesNoLanguage()
    {
        var job = await app.Data.JobAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.DoesNotContain("Prefers", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    /// <summary>Also when somebody asks for it on a page in the other language.</summary>
    [Theory]
    [InlineData(Language.Spanish, "/visit/code", "Su código para el trabajo ")]
    [InlineData(Language.English, "/es/visit/code", "Your code for job ")]
    public async Task Code_AskedForInEitherLanguage_IsMailedInTheCustomers(Language language, string path, string subject)
    {
        var job = language == Language.Spanish ? await this.SpanishJobAsync() : await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync(path);

        (await customer.SubmitAsync($"form[action='{path}?handler=send']")).Expect(HttpStatusCode.OK);

        Assert.StartsWith(subject, (await MailAsync(job.Id, "CustomerCodeMail")).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/visit/calendar.ics", "recorder visit")]
    [InlineData("/es/visit/calendar.ics", "visita por su grabador")]
    public async Task CalendarFile_FromAPage_IsInThePagesLanguage(string path, string words)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        Assert.Contains(words, (await customer.GetAsync(path)).Expect(HttpStatusCode.OK).Body, StringComparison.Ordinal);
    }

    private async Task<Job> SpanishJobAsync(string? email = "casey@example.com", JobStatus status = JobStatus.Scheduled)
    {
        var job = await app.Data.JobAsync(status, email: email);
        await app.DbAsync(db => db.Customers.Where(customer => customer.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(customer => customer.Language, Language.Spanish), Ct));
        return job;
    }

    private Task WriteAsync(string letter, Guid jobId) => app.WithAsync<IServiceProvider, int>(async services =>
    {
        var (db, letters) = (services.GetRequiredService<CleveSecDb>(), services.GetRequiredService<CustomerLetters>());
        var job = (await JobChanges.LoadAsync(db, db.Jobs.Where(row => row.Id == jobId), Ct))!;
        var visit = job.Visits[0];
        switch (letter)
        {
            case "Booked":
                letters.Booked(job, visit, "Dana");
                break;
            case "Changed":
                letters.Changed(job, visit, "Dana");
                break;
            case "OnTheWay":
                letters.OnTheWay(job, visit, "Dana", visit.Window);
                break;
            case "Confirmed":
                letters.Confirmed(job, visit, "Dana");
                break;
            case "CallFirst":
                letters.CallFirst(job, []);
                break;
            case "SoonerWindow":
                letters.SoonerWindow(job, visit, visit.Window, "key", visit.WindowStart);
                break;
            case "OwnerSignature":
                letters.OwnerSignature(job, job.AskOwner(new OwnerAsked("Casey Morgan", "Ana Ruiz", job.Customer.Language), byText: false, new Step(new Actor(ActorRole.Dispatcher, Guid.NewGuid(), "Robin"), visit.WindowStart)), "key");
                break;
            case "ReminderDayBefore":
                letters.Reminder(job, visit, "Dana", ReminderKind.DayBefore, visit.WindowStart);
                break;
            case "ReminderMorning":
                letters.Reminder(job, visit, "Dana", ReminderKind.Morning, visit.WindowStart);
                break;
            case "Closed":
                letters.Closed(job);
                break;
            case "Cancelled":
                letters.Cancelled(job, visit);
                break;
            case "CancelledWithoutVisit":
                letters.Cancelled(job, null);
                break;
            case "Refused":
                letters.Refused(job, visit);
                break;
            case "NotRecovered":
            case "NotAllRecovered":
                letters.NotRecovered(job, visit);
                break;
            case "VisitOffWithoutVisit":
                letters.VisitOff(job, null);
                break;
            default:
                await db.Visits.Where(row => row.Id == visit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, letter == "NoAccess" ? Domain.Scheduling.VisitStatus.NoAccess : Domain.Scheduling.VisitStatus.Cancelled), Ct);
                await db.Entry(visit).ReloadAsync(Ct);
                letters.VisitOff(job, visit);
                break;
        }

        return await db.SaveChangesAsync(Ct);
    });

    private Task<OutboxMail> MailAsync(Guid jobId, string kind) => app.DbAsync(db => db.OutboxMails.SingleAsync(mail => mail.JobId == jobId && mail.Kind == kind, Ct));

    private Task<OutboxMail> NewestAsync(Guid jobId) => app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == jobId).OrderByDescending(mail => mail.Id).FirstAsync(Ct));

    private static IEnumerable<string> Sentences(OutboxMail mail) => mail.TextBody.Split('\n').Append(mail.Subject).Where(line => line.Count(c => c == ' ') >= 2 && !line.StartsWith("Cleveland Security Cameras", StringComparison.Ordinal));
}
