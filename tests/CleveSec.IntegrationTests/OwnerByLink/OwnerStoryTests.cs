using System.IO.Compression;
using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Certificates;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CleveSec.IntegrationTests.OwnerByLink;

/// <summary>An absent owner signs by link, and the neighbour who opens the door gets in with their ID: the whole way, as people go it.</summary>
public sealed class OwnerStoryTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Drawing = "[[[10,20],[30,40],[50,60]],[[70,80]]]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_FromTheLinkToTheCertificate()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await office.GetAsync($"/staff/jobs/{number}")).One($"a[href='/staff/jobs/{number}/owner-signature']");
        (await office.AskAsync(number)).ExpectRedirect($"/staff/jobs/{number}");
        Assert.Contains("Owner asked by link", (await office.GetAsync($"/staff/jobs/{number}")).Text, StringComparison.Ordinal);
        await SignsFromTheMailAsync(technician.JobId);
        await OfficeSeesAsync(office, technician.JobId, number);

        // Another person at the door, then the one the owner named, spelled as an ID spells.
        Assert.Contains("Owner signed by link", (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);
        var refused = (await technician.StepAsync("ownership", Seen(technician, "Ben Stranger"))).Expect(HttpStatusCode.Conflict);
        Assert.Contains("the ID shows another name: Ben Stranger", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("Ben Stranger", refused.One("[name='Input.PersonName']").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Checks);
        await OpensAsync(technician, "O’BRIEN MUNOZ, ANA");
        var job = await technician.LoadAsync();
        Assert.Equal((AuthorityKind.OwnerSignedByLink, (Guid?)job.LatestOwnerSignature!.Id), (job.StandingCheck!.AuthorityKind!.Value, job.StandingCheck.OwnerSignatureId));
        Assert.Equal(1, await app.DbAsync(db => db.Authorizations.CountAsync(form => form.JobId == job.Id, Ct)));

        await app.Data.ActAsync(job.Id, technician.Staff, (it, step) => it.GiveUp("No method fits.", step));
        await Closings.ByOfficeAsync(office, number, "We could not open it.");
        Assert.Contains("Authority: owner’s signature by link, casey MORGAN, November 24, 2026", (await office.GetAsync($"/staff/jobs/{number}/certificate")).Text, StringComparison.Ordinal);
        Assert.Equal(OwnerSignatureState.Over, (await app.OwnerSignaturesAsync(job.Id)).Single().State);
    }

    [Fact]
    public async Task Ask_ByTheTechnicianAtTheDoor_GoesToTheCustomersMailboxOnly()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.Client.GetAsync(technician.Sheet)).One($"a[href='{technician.Sheet}/owner-signature']");

        var page = await technician.Client.GetAsync($"{technician.Sheet}/owner-signature");
        Assert.Contains("c•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.All("main input[type=email], main input[name*=mail i], main input[name*=phone i]"));
        (await technician.StepAsync("owner-signature", ("Input.RepresentativeName", OwnerLinks.Ana))).ExpectRedirect(technician.Sheet);
        Assert.Equal("casey@example.com", Assert.Single(await app.OwnerMailsAsync(technician.JobId)).ToAddress);

        await technician.Client.GetAsync($"{technician.Sheet}/owner-signature");
        var refused = (await technician.Client.SubmitAsync("main form[action*='handler=Revoke']")).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Write why it is taken back.", refused.One("#TakeBack_Reason_error").TextContent);
        refused.One(".error-summary a[href='#TakeBack_Reason']");
        (await technician.Client.SubmitAsync("main form[action*='handler=Revoke']", ("TakeBack.Reason", "The owner is coming herself."))).ExpectRedirect(technician.Sheet);
        Assert.Equal((OwnerSignatureState.Revoked, "Terry Fields"), (await app.OwnerSignaturesAsync(technician.JobId)).Select(signature => (signature.State, signature.EndedByName)).Single());
    }

    [Fact]
    public async Task Ask_ASpanishOwner_EverythingIsInSpanishToTheForm()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = $1", job.CustomerId);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/owner-signature");
        Assert.Equal("Spanish", office.Page!.One("#Input_Language option[selected]").GetAttribute("value"));
        (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");

        var mail = Assert.Single(await app.OwnerMailsAsync(job.Id));
        Assert.StartsWith("Por favor, firme quién actúa por usted", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("/es/visit/sign/{{sign-link}}", mail.TextBody, StringComparison.Ordinal);
        var key = await app.OwnerKeyAsync(job.Id);
        using var owner = app.Client();
        var page = (await owner.GetAsync($"/es/visit/sign/{key}")).Expect(HttpStatusCode.OK);
        Assert.Contains(OwnerLinks.Ana + " puede actuar por mí", page.Text, StringComparison.Ordinal);
        Assert.Contains(AuthorizationText.Current.Spanish[1], page.Text, StringComparison.Ordinal);
        Assert.Contains("Escriba su nombre", (await owner.SubmitAsync($"form[action='/es/visit/sign/{key}']")).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        (await owner.SubmitAsync($"form[action='/es/visit/sign/{key}']", ("Input.SignedName", "Casey Morgan"))).ExpectRedirect($"/es/visit/sign/{key}");

        Assert.Equal(Language.Spanish, (await app.OwnerSignaturesAsync(job.Id)).Single().SignedLanguage);
    }

    [Fact]
    public async Task Decline_WithWords_IsATaskOfTheOfficeAndTheGateStaysShut()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var technician = await Technician.WithJobAsync(own, JobStatus.OnSite);
        var (_, key) = await own.Data.AskOwnerAsync(technician.JobId);
        using var office = await own.Data.SignInAsync(StaffRole.Dispatcher);
        var before = await own.DbAsync(db => db.ChangeFeed.CountAsync(row => row.Topic == "inbox", Ct));
        using var owner = own.Client();

        (await owner.DeclineAsync(key, "I know nobody of that name.")).ExpectRedirect($"/visit/sign/{key}");

        Assert.Contains("You said no", (await owner.GetAsync($"/visit/sign/{key}")).Text, StringComparison.Ordinal);
        Assert.True(await own.DbAsync(db => db.ChangeFeed.CountAsync(row => row.Topic == "inbox", Ct)) > before);
        var row = Assert.Single((await office.GetAsync("/staff")).All(".queue__row"), row => row.GetAttribute("data-key")!.StartsWith("owner-declined", StringComparison.Ordinal));
        Assert.Contains("I know nobody of that name.", row.TextContent, StringComparison.Ordinal);
        foreach (var authority in new[] { "OwnerSignedByLink", "OwnersLetter" })
        {
            Assert.Contains("declined", (await technician.StepAsync("ownership", [.. Seen(technician, OwnerLinks.Ana).Where(field => field.Name != "Input.Authority"), ("Input.Authority", authority)])).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        }

        // Asking anew wipes nothing away; only a signature of theirs does.
        await own.Data.AskOwnerAsync(technician.JobId);
        Assert.Contains((await office.GetAsync("/staff")).All(".queue__row"), one => one.GetAttribute("data-key")!.StartsWith("owner-declined", StringComparison.Ordinal));
        Assert.Contains("declined", (await technician.StepAsync("ownership", [.. Seen(technician, OwnerLinks.Ana).Where(field => field.Name != "Input.Authority"), ("Input.Authority", "OwnersLetter")])).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        own.Clock.Advance(Duration.FromMinutes(1));
        await own.Data.SignByOwnerAsync(technician.JobId);
        Assert.DoesNotContain((await office.GetAsync("/staff")).All(".queue__row"), one => one.GetAttribute("data-key")!.StartsWith("owner-declined", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revoke_OnTheJobsPage_NothingIsVerifiedOnIt()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var number = (await technician.LoadAsync()).Number;
        await app.Data.SignByOwnerAsync(technician.JobId);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{number}/owner-signature");
        Assert.Contains("Those are never kept", (await office.SubmitAsync("form[action$='handler=Revoke']", ("TakeBack.Reason", "password: Teapot1234!"))).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        (await office.SubmitAsync("form[action$='handler=Revoke']", ("TakeBack.Reason", "The owner called: not O'Brien-Muñoz."))).ExpectRedirect($"/staff/jobs/{number}");
        Assert.Contains("The owner called: not O'Brien-Muñoz.", (await office.GetAsync($"/staff/jobs/{number}")).Text, StringComparison.Ordinal);

        Assert.Contains("taken back", (await technician.StepAsync("ownership", Seen(technician, OwnerLinks.Ana))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);

        // The control: signed anew it opens.
        await app.Data.SignByOwnerAsync(technician.JobId);
        await OpensAsync(technician, OwnerLinks.Ana);
        await office.GetAsync($"/staff/jobs/{number}/owner-signature");
        Assert.Contains("Withdraw the verification first", (await office.SubmitAsync("form[action$='handler=Revoke']", ("TakeBack.Reason", "Not them."))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_AfterThreeYears_LeavesNothingButTheCheckUnlessHeld()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var (job, held) = (await own.Data.JobAsync(JobStatus.Scheduled), await own.Data.JobAsync(JobStatus.Scheduled));
        await own.Data.SignByOwnerAsync(job.Id);
        await own.Data.SignByOwnerAsync(held.Id);
        await own.Database.AsOwnerAsync("insert into legal_holds (id, job_id, reason, since, by_name) values (gen_random_uuid(), $1, 'Suit.', now(), 'Alex')", held.Id);
        own.Clock.Advance(Duration.FromDays(3 * 365));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);
        Assert.Single(await own.OwnerSignaturesAsync(job.Id));

        own.Clock.Advance(Duration.FromDays(2));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Empty(await own.OwnerSignaturesAsync(job.Id));
        Assert.Single(await own.OwnerSignaturesAsync(held.Id));
        Assert.True(await own.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Subject == job.Number && entry.Detail == "1 owner's signature", Ct)));
    }

    private async Task SignsFromTheMailAsync(Guid jobId)
    {
        var mail = Assert.Single(await app.OwnerMailsAsync(jobId));
        var key = await app.OwnerKeyAsync(jobId);
        Assert.Equal("casey@example.com", mail.ToAddress);
        Assert.Contains(OwnerLinks.Ana, mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(key, mail.TextBody + mail.HtmlBody + mail.SealedSecrets, StringComparison.Ordinal);
        Assert.DoesNotContain("Main Street", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{{visit-link}}", mail.TextBody, StringComparison.Ordinal);
        Assert.True(await app.DbAsync(db => db.SecretLinks.AnyAsync(link => link.TokenHash == Keys.Hash(key), Ct)));

        using var owner = app.Client();
        var page = (await owner.GetAsync($"/visit/sign/{key}")).Expect(HttpStatusCode.OK);
        Assert.All([OwnerLinks.Ana, "Cleveland, 44113", "Dahua NVR4108", OwnerSignatureText.Current.English[3], AuthorizationText.Current.English[0]], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.All(["Main Street", "casey@example.com", "555-0123"], words => Assert.DoesNotContain(words, page.Body, StringComparison.Ordinal));
        Assert.Equal(("no-referrer", true), (page.Headers.GetValues("Referrer-Policy").Single(), page.Headers.CacheControl!.NoStore));
        Assert.Equal("noindex", page.One("meta[name=robots]").GetAttribute("content"));
        Assert.Equal(OwnerSignatureState.Asked, (await app.OwnerSignaturesAsync(jobId)).Single().State);

        (await owner.SignAsync(key, "casey MORGAN", ("Input.Strokes", Drawing))).ExpectRedirect($"/visit/sign/{key}");

        Assert.Contains("Signed by casey MORGAN", (await owner.GetAsync($"/visit/sign/{key}")).Text, StringComparison.Ordinal);
        var signature = (await app.OwnerSignaturesAsync(jobId)).Single();
        Assert.Equal((OwnerSignatureState.Signed, OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Language.English), (signature.State, signature.TextVersion, signature.FormVersion, signature.SignedLanguage!.Value));
        Assert.DoesNotContain("10,20", System.Text.Encoding.Latin1.GetString(signature.SealedStrokes!), StringComparison.Ordinal);
    }

    private async Task OfficeSeesAsync(SiteClient office, Guid jobId, string number)
    {
        var id = (await app.OwnerSignaturesAsync(jobId)).Single().Id;
        var page = await office.GetAsync($"/staff/jobs/{number}");
        Assert.Contains("Owner signed by link", page.Text, StringComparison.Ordinal);
        Assert.Contains("c•••@example.com", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Casey Morgan signed by link that {OwnerLinks.Ana} acts for them", page.Text, StringComparison.Ordinal);

        var form = (await office.GetAsync($"/staff/jobs/{number}/authorizations/{id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(2, form.All("svg.signature polyline").Count);
        Assert.All(["casey MORGAN", "without a witness", OwnerLinks.Ana + " may act for me", AuthorizationText.Current.English[6]], words => Assert.Contains(words, form.Text, StringComparison.Ordinal));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "authorization viewed" && entry.Subject == number && entry.Detail == id.ToString(), Ct)));
        var other = await app.Data.JobAsync();
        (await office.GetAsync($"/staff/jobs/{other.Number}/authorizations/{id}")).Expect(HttpStatusCode.NotFound);
        Assert.Contains("Owner’s signature by link: casey MORGAN", (await office.GetAsync($"/staff/jobs/{number}/timeline?kind=File")).Text, StringComparison.Ordinal);

        await office.GetAsync($"/staff/jobs/{number}/photos");
        var zip = await office.SubmitAsync("form[action$='handler=Export']");
        using var archive = new ZipArchive(new MemoryStream(zip.Expect(HttpStatusCode.OK).Content));
        using var reader = new StreamReader(archive.GetEntry("owner-signature-1.txt")!.Open());
        Assert.Contains("casey MORGAN", await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>The office looks at it before anything is opened.</summary>
    private async Task OpensAsync(Technician technician, string name)
    {
        (await technician.StepAsync("ownership", Seen(technician, name))).ExpectRedirect(technician.Sheet);
        var job = await technician.LoadAsync();
        Assert.Null(job.StandingCheck);

        // Who decides sees what the owner signed, and what it is worth.
        using var second = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = (await second.GetAsync($"/staff/jobs/{job.Number}/second-person")).Expect(HttpStatusCode.OK);
        page.One($"main a[href='/staff/jobs/{job.Number}/authorizations/{job.LatestOwnerSignature!.Id}']");
        Assert.Contains("call back the number on file", page.Text, StringComparison.Ordinal);
        await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.ApproveOwnership(it.PendingSecondPerson!.Id, step));
        (await technician.TapAsync("Verify")).ExpectRedirect(technician.Sheet);
    }

    private static (string Name, string? Value)[] Seen(Technician technician, string name) =>
        technician.SeenBut(("Input.PersonName", name), ("Input.Authority", "OwnerSignedByLink"), ("Input.SignedName", name), ("Input.Note", "The owner signed by link."));
}
