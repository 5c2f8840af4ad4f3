using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>The office writes a letter to a vendor itself, puts it right, sends it or ends the case.</summary>
public sealed class OfficeLetterTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static readonly byte[] Second = "<Export><Serial>7J03B</Serial></Export>"u8.ToArray();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Dispatcher)]
    [InlineData(StaffRole.Admin)]
    public async Task Letter_WrittenCorrectedAndSentByTheOffice_LeavesAsItWasCorrected(StaffRole role)
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(role);
        (await office.GetAsync($"/staff/jobs/{job.Number}")).One($"a[href='/staff/jobs/{job.Number}/vendor-letter']");
        (await office.GetAsync("/staff/vendor")).One($"a[href='/staff/jobs/{job.Number}/vendor-letter']");

        var letter = await WrittenAsync(office, job);
        var drafted = (await LoadAsync(job)).VendorCases.Single();
        Assert.Equal((VendorCaseState.Drafted, "7J03-A", $"/staff/vendor/letters/{drafted.Id}"), (drafted.State, drafted.DeviceId, letter));
        Assert.Equal(JobStatus.AwaitingVendor, (await LoadAsync(job)).Status);

        (await office.GetAsync(letter)).One($"a[href='{letter}/correct']");
        (await CorrectAsync(office, letter, "7J03-B", Second)).ExpectRedirect(letter);
        await office.GetAsync(letter);
        (await office.SubmitAsync($"main form[action='{letter}']")).ExpectRedirect("/staff/vendor");

        var sent = (await LoadAsync(job)).VendorCases.Single();
        Assert.Equal((VendorCaseState.Sent, "7J03-B", drafted.Token), (sent.State, sent.DeviceId, sent.Token));
        Assert.Equal(Second, await AttachedAsync(sent));
        var history = (await office.GetAsync($"/staff/jobs/{job.Number}")).Text;
        Assert.Contains("corrected: serial number or Device ID, exported file", history, StringComparison.Ordinal);
        Assert.Contains($"sent to {VendorLetters.Recipient}", history, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobStatus.Scheduled)]
    [InlineData(JobStatus.OnSite)]
    [InlineData(JobStatus.Reinitialized)]
    public async Task Letter_WhereTheGateIsShut_IsNeitherOfferedNorTaken(JobStatus status)
    {
        var job = await app.Data.JobAsync(status, await app.Data.StaffAsync(StaffRole.Technician));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Empty((await office.GetAsync($"/staff/jobs/{job.Number}")).All("a[href$='/vendor-letter']"));
        Assert.Empty((await office.GetAsync("/staff/vendor")).All($"a[href='/staff/jobs/{job.Number}/vendor-letter']"));

        var page = (await office.GetAsync($"/staff/jobs/{job.Number}/vendor-letter")).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Not possible now", page.Text, StringComparison.Ordinal);
        var answer = await office.PostAsync($"/staff/jobs/{job.Number}/vendor-letter?recorder={job.Recorders[0].Id}", Token(page), ("Input.Method", "dahua-vendor-code"), ("Input.DeviceId", "7J03-A"), ("Input.DateOnScreen", "2026-11-23"));

        answer.Expect(HttpStatusCode.Conflict);
        Assert.Empty((await LoadAsync(job)).VendorCases);
    }

    [Fact]
    public async Task Letter_OfAJobWithTwoRecorders_AsksWhichOne()
    {
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified, await app.Data.StaffAsync(StaffRole.Technician), recorders: 2);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var choices = (await office.GetAsync($"/staff/jobs/{job.Number}/vendor-letter")).Expect(HttpStatusCode.OK).All("main li a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(2, choices.Count);

        await office.GetAsync(choices[1]);
        (await office.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"))).Expect(HttpStatusCode.Found);

        Assert.EndsWith($"={(await LoadAsync(job)).VendorCases.Single().JobRecorderId}", choices[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_WithBadInput_SaysSoBesideEachFieldAndKeepsTheRest()
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/vendor-letter");

        var page = (await office.UploadAsync("main form", [("Input.File", "no xml"u8.ToArray(), "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "O'Brien <7J03>"), ("Input.DateOnScreen", "yesterday"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("letters, digits and hyphens", page.One("#Input_DeviceId_error").TextContent, StringComparison.Ordinal);
        Assert.Contains("like 2026-11-27", page.One("#Input_DateOnScreen_error").TextContent, StringComparison.Ordinal);
        Assert.Contains("no XML file", page.One("#Input_File_error").TextContent, StringComparison.Ordinal);
        Assert.Equal("O'Brien <7J03>", page.One("#Input_DeviceId").GetAttribute("value"));
        Assert.Equal("dahua-xml", page.One("input[name='Input.Method'][checked]").GetAttribute("value"));
        Assert.Empty((await LoadAsync(job)).VendorCases);

        // A code by date needs the date, an XML file its file: said beside the field that lacks it.
        Assert.Contains("date that the recorder shows", (await office.SubmitAsync("main form", ("Input.Method", "dahua-vendor-code"), ("Input.DeviceId", "7J03-A"), ("Input.DateOnScreen", ""))).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_DateOnScreen_error").TextContent, StringComparison.Ordinal);
        Assert.Contains("Attach the file", (await office.SubmitAsync("main form", ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"), ("Input.DateOnScreen", ""))).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_File_error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_TheSameClickTwiceAtOnce_IsWrittenOnce()
    {
        var job = await VerifiedAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Data.SignInAsync(StaffRole.Dispatcher)));

        var letters = await Task.WhenAll(people.Select(person => WrittenAsync(person, job)));

        Assert.Single(letters.Distinct());
        var after = await LoadAsync(job);
        Assert.Single(after.VendorCases);
        Assert.Single(after.Events, happened => happened.Kind == nameof(JobAction.AskVendor));
        Assert.Equal(1, await app.DbAsync(db => db.VendorFiles.CountAsync(file => file.VendorCaseId == after.VendorCases[0].Id, Ct)));
    }

    [Fact]
    public async Task Letter_OfSomebodyElseMeanwhile_IsShownAndWhatWasTypedIsKept()
    {
        var job = await VerifiedAsync();
        using var first = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var second = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await second.GetAsync($"/staff/jobs/{job.Number}/vendor-letter");
        var letter = await WrittenAsync(first, job);

        var page = (await second.UploadAsync("main form", [("Input.File", Second, "mine.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "9Z99-Z"))).Expect(HttpStatusCode.Conflict);

        page.One($"a[href='{letter}']");
        Assert.Contains("9Z99-Z", page.Text, StringComparison.Ordinal);
        Assert.Contains("written already", page.Text, StringComparison.Ordinal);
        Assert.Equal("7J03-A", (await LoadAsync(job)).VendorCases.Single().DeviceId);
    }

    [Fact]
    public async Task Correction_OfALetterCorrectedMeanwhile_IsSaidWithBothAndCanBeSavedAgain()
    {
        var job = await VerifiedAsync();
        using var first = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var second = await app.Data.SignInAsync(StaffRole.Admin);
        var letter = await WrittenAsync(first, job);
        await second.GetAsync($"{letter}/correct");
        (await CorrectAsync(first, letter, "7J03-B")).ExpectRedirect(letter);

        var page = (await second.UploadAsync("main form", [], null, ("Input.DeviceId", "7J03-C"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("7J03-B", page.One(".notice--info").TextContent, StringComparison.Ordinal);
        Assert.Equal("7J03-C", page.One("#Input_DeviceId").GetAttribute("value"));
        Assert.Equal("7J03-B", (await LoadAsync(job)).VendorCases.Single().DeviceId);
        (await second.UploadAsync("main form", [])).ExpectRedirect(letter);
        Assert.Equal("7J03-C", (await LoadAsync(job)).VendorCases.Single().DeviceId);

        // The same click once more, with the old page: nothing happens twice.
        (await second.UploadAsync("main form", [])).ExpectRedirect(letter);
        Assert.Equal(2, (await LoadAsync(job)).Events.Count(happened => happened.Kind == "VendorLetterCorrected"));
    }

    [Fact]
    public async Task Corrections_ManyAtOnce_LoseNoFileAndTellTheOthers()
    {
        var job = await VerifiedAsync();
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Data.SignInAsync(StaffRole.Dispatcher)));
        var letter = await WrittenAsync(people[0], job);
        foreach (var person in people)
        {
            await person.GetAsync($"{letter}/correct");
        }

        var answers = await Task.WhenAll(people.Select((person, n) => person.UploadAsync("main form", [("Input.File", File(n), "export.xml")])));

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Found or HttpStatusCode.Conflict, answer.ToString()));
        var winner = Assert.Single(Enumerable.Range(0, people.Length), n => answers[n].Status == HttpStatusCode.Found);
        Assert.Equal(people.Length - 1, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        await people[0].GetAsync(letter);
        await people[0].SubmitAsync($"main form[action='{letter}']");
        Assert.Equal(File(winner), await AttachedAsync((await LoadAsync(job)).VendorCases.Single()));

        static byte[] File(int n) => System.Text.Encoding.UTF8.GetBytes($"<Export>{n}</Export>");
    }

    [Fact]
    public async Task Send_OfALetterCorrectedMeanwhile_AsksToLookAtItAgain()
    {
        var job = await VerifiedAsync();
        using var first = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var second = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var letter = await WrittenAsync(first, job);
        await second.GetAsync(letter);
        await CorrectAsync(first, letter, "7J03-B");

        var page = (await second.SubmitAsync($"main form[action='{letter}']")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("was corrected after you opened it", page.Text, StringComparison.Ordinal);
        Assert.Contains("7J03-B", page.Text, StringComparison.Ordinal);
        Assert.Equal(VendorCaseState.Drafted, (await LoadAsync(job)).VendorCases.Single().State);
        (await second.SubmitAsync($"main form[action='{letter}']")).ExpectRedirect("/staff/vendor");
    }

    [Fact]
    public async Task Correction_OfALetterThatWasSent_IsRefusedWithASentence()
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var slow = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var letter = await WrittenAsync(office, job);
        await slow.GetAsync($"{letter}/correct");
        await office.GetAsync(letter);
        await office.SubmitAsync($"main form[action='{letter}']");

        Assert.Contains("was sent already", (await slow.UploadAsync("main form", [("Input.File", Second, "late.xml")])).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);

        (await slow.GetAsync($"{letter}/correct")).ExpectRedirect(letter);
        Assert.Equal(VendorLetters.Export, await AttachedAsync((await LoadAsync(job)).VendorCases.Single()));
    }

    [Fact]
    public async Task Case_EndedByTheOffice_StopsTheLetterAndGivesTheJobBack()
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var letter = await WrittenAsync(office, job);
        await office.GetAsync(letter);
        await office.SubmitAsync($"main form[action='{letter}']");
        await office.GetAsync(letter);
        (await office.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", ""))).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_Reason_error");
        (await office.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", "They said the password is Blue42fish"))).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_Reason_error");

        (await office.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", "They help sellers only."))).ExpectRedirect("/staff/vendor");

        var after = await LoadAsync(job);
        Assert.Equal((JobStatus.OwnershipVerified, VendorCaseState.Refused), (after.Status, after.VendorCases.Single().State));
        var mail = await app.DbAsync(db => db.OutboxMails.AsNoTracking().SingleAsync(row => row.Id == after.VendorCases[0].LetterMailId, Ct));
        Assert.Equal(OutboxState.Failed, mail.State);

        // It does not leave by another door either, and waits for nobody.
        Assert.Empty((await office.GetAsync($"/staff/mailbox/{mail.Id}")).All("main form.actions"));
        (await office.PostAsync($"/staff/mailbox/{mail.Id}", Token(office.Page!))).Expect(HttpStatusCode.Conflict);
        Assert.Equal(OutboxState.Failed, await app.DbAsync(db => db.OutboxMails.Where(row => row.Id == mail.Id).Select(row => row.State).SingleAsync(Ct)));
        Assert.DoesNotContain((await office.GetAsync("/staff")).All(".queue__row"), row => row.GetAttribute("data-key") == $"mail.{mail.Id}");
        Assert.Contains("They help sellers only.", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);

        // The same click twice; and a new letter can be written.
        (await office.PostAsync($"{letter}?handler=Refuse", Token(await office.GetAsync(letter)), ("Input.Reason", "They help sellers only."), ("Input.Seen", "Sent"))).ExpectRedirect("/staff/vendor");
        Assert.Single((await LoadAsync(job)).Events, happened => happened.Kind == nameof(JobAction.EndVendorCase));
        Assert.NotEqual(letter, await WrittenAsync(office, job));
    }

    [Fact]
    public async Task Case_EndedFromAPageOlderThanTheSending_IsRefusedWithHowItStands()
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var slow = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var letter = await WrittenAsync(office, job);
        await slow.GetAsync(letter);
        await office.GetAsync(letter);
        await office.SubmitAsync($"main form[action='{letter}']");

        var late = (await slow.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", "It is not needed."))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("The case has changed since you opened it: it is waiting for the answer now", late.Text, StringComparison.Ordinal);
        Assert.Equal(VendorCaseState.Sent, (await LoadAsync(job)).VendorCases.Single().State);
    }

    [Fact]
    public async Task Case_EndedWhileTheLetterIsBeingSent_WaitsForThat()
    {
        var job = await VerifiedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var letter = await WrittenAsync(office, job);
        await office.GetAsync(letter);
        await office.SubmitAsync($"main form[action='{letter}']");
        await app.Database.AsOwnerAsync("update outbox_mails set lease_until = $2 where job_id = $1 and kind = 'VendorLetter'", job.Id, (app.Clock.Now + NodaTime.Duration.FromMinutes(1)).ToDateTimeUtc());
        await office.GetAsync(letter);

        Assert.Contains("being sent at this moment", (await office.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", "It is not needed."))).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);

        Assert.Equal(VendorCaseState.Sent, (await LoadAsync(job)).VendorCases.Single().State);
    }

    [Fact]
    public async Task SecondFile_OfTheTechnician_TakesThePlaceOfTheFirst()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var page = $"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}";
        await technician.Client.GetAsync(page);
        var form = technician.Client.Page!;
        (await UploadAsync(VendorLetters.Export)).ExpectRedirect(technician.Sheet);
        var before = await FileAsync();

        // The same bytes: the same click.
        (await UploadAsync(VendorLetters.Export)).ExpectRedirect(technician.Sheet);
        Assert.Equal(before, await FileAsync());
        Assert.DoesNotContain((await technician.LoadAsync()).Events, happened => happened.Kind == "VendorLetterCorrected");

        // Exported anew: that one counts.
        (await UploadAsync(Second)).ExpectRedirect(technician.Sheet);
        Assert.NotEqual(before, await FileAsync());
        var corrected = Assert.Single((await technician.LoadAsync()).Events, happened => happened.Kind == "VendorLetterCorrected");
        Assert.Equal("exported file", corrected.Detail["changed"]);

        var id = (await technician.LoadAsync()).VendorCases.Single().Id;
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{id}");
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        Assert.Contains("was sent already", (await UploadAsync(VendorLetters.Export)).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
        Assert.Equal(Second, await AttachedAsync((await technician.LoadAsync()).VendorCases.Single()));

        Task<SitePage> UploadAsync(byte[] file)
        {
            var content = new MultipartFormDataContent
            {
                { new StringContent(Token(form).Value!), "__RequestVerificationToken" },
                { new StringContent("dahua-xml"), "Input.Method" },
                { new StringContent("7J03-A"), "Input.DeviceId" },
                { new ByteArrayContent(file), "Input.File", "export.xml" },
            };
            return technician.Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = content });
        }

        async Task<Guid> FileAsync()
        {
            var drafted = (await technician.LoadAsync()).VendorCases.Single();
            return await app.DbAsync(db => db.VendorFiles.Where(file => file.VendorCaseId == drafted.Id).Select(file => file.Id).SingleAsync(Ct));
        }
    }

    private async Task<Job> VerifiedAsync() => await app.Data.JobAsync(JobStatus.OwnershipVerified, await app.Data.StaffAsync(StaffRole.Technician));

    private Task<Job> LoadAsync(Job job) => app.Data.LoadAsync(job.Id);

    /// <summary>Where the letter is then.</summary>
    private static async Task<string> WrittenAsync(SiteClient office, Job job)
    {
        (await office.GetAsync($"/staff/jobs/{job.Number}/vendor-letter")).Expect(HttpStatusCode.OK);
        var answer = await office.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", " 7J03-A "));
        return answer.Expect(HttpStatusCode.Found).Headers.Location!.OriginalString;
    }

    private static async Task<SitePage> CorrectAsync(SiteClient office, string letter, string device, byte[]? file = null)
    {
        (await office.GetAsync($"{letter}/correct")).Expect(HttpStatusCode.OK);
        return await office.UploadAsync("main form", file is null ? [] : [("Input.File", file, "export.xml")], null, ("Input.DeviceId", device));
    }

    /// <summary>The exported file that waits in the outbox with the letter.</summary>
    private Task<byte[]> AttachedAsync(VendorCase sent) => app.WithAsync<IServiceProvider, byte[]>(async services =>
    {
        var (db, master) = ((CleveSecDb)services.GetService(typeof(CleveSecDb))!, (MasterKey)services.GetService(typeof(MasterKey))!);
        var file = await db.OutboxAttachments.AsNoTracking().SingleAsync(one => one.OutboxMailId == sent.LetterMailId && one.MediaType == "application/xml", Ct);
        return SealedFiles.Open(master, file.Id, file.SealedBytes, file.SealedKey);
    });

    private static (string Name, string? Value) Token(SitePage page) => ("__RequestVerificationToken", page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value"));
}
