using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>From the technician's letter over a real SMTP server, and back over a real IMAP server, to the file on the job sheet.</summary>
public sealed class VendorRoundTripTests : IAsyncLifetime
{
    private MailServer mail = null!;
    private ImapServer imap = null!;
    private CleveSecApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        mail = await MailServer.StartAsync();
        imap = await ImapServer.StartAsync();
        app = new CleveSecApp(new AppOptions { Mail = mail, VendorMail = imap });
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await mail.DisposeAsync();
        await imap.DisposeAsync();
    }

    [Fact]
    public async Task Letter_WrittenSentAnsweredAndUsed_KeepsTheFileByteForByteAndNothingAfterwards()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await app.Data.PhotoAsync(technician.JobId);

        // Nobody sends what nobody looked at.
        await app.DbAsync(db => db.EvidenceFiles.Where(photo => photo.JobId == technician.JobId).ExecuteUpdateAsync(set => set.SetProperty(photo => photo.SeenAt, app.Clock.Now), Ct));
        (await WriteAsync(technician, VendorLetters.Export)).ExpectRedirect(technician.Sheet);
        var drafted = (await technician.LoadAsync()).VendorCases[0];
        Assert.Equal(VendorCaseState.Drafted, drafted.State);
        Assert.Contains("Check the device’s own screen first", (await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{drafted.Id}")).Text, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        await app.SendMailsAsync();

        var letter = await mail.WaitForAsync(VendorLetters.Recipient, drafted.Token!);
        Assert.Equal("vendors@clevesec.test", letter.ReplyTo.Mailboxes.Single().Address);
        Assert.DoesNotContain("Casey", letter.TextBody, StringComparison.Ordinal);
        Assert.Equal(VendorLetters.Export, Content(letter, "export.xml"));
        Assert.NotEmpty(Content(letter, "label.webp"));
        Assert.Equal(0, await app.DbAsync(db => db.OutboxAttachments.CountAsync(Ct)));

        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(letter.MessageId, $"Re: {letter.Subject}")), app.Clock.Now);
        Assert.Equal(1, await app.ReadVendorMailAsync());
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        Assert.Equal((VendorAnswerState.Quarantined, VendorAnswerMatch.Reply, VendorAnswerSender.Recipient), (answer.State, answer.Match, answer.Sender));

        // Held back: not on the sheet, not by its address.
        Assert.DoesNotContain("Download", (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);
        (await technician.Client.GetAsync($"{technician.Sheet}/vendor-answer/{answer.Id}/1")).ExpectRedirect(technician.Sheet);
        await AcceptAsync(answer.Id);
        var job = await technician.LoadAsync();
        Assert.Equal((VendorCaseState.Answered, JobStatus.OwnershipVerified, app.Clock.Now + Duration.FromHours(24)), (job.VendorCases[0].State, job.Status, job.VendorCases[0].AnswerValidUntil));
        var sheet = await technician.Client.GetAsync(technician.Sheet);
        Assert.Contains("is good until", sheet.Text, StringComparison.Ordinal);
        var file = (await technician.Client.GetAsync(sheet.All("a[download]").Single(link => link.TextContent.Contains("result.xml", StringComparison.Ordinal)).GetAttribute("href")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(VendorLetters.Result, file.Content);
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "vendor answer downloaded" && entry.StaffId == technician.Staff.Id, Ct)));

        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-xml"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);
        Assert.Equal(VendorCaseState.Imported, (await technician.LoadAsync()).VendorCases[0].State);
        Assert.Null(Assert.Single(await VendorLetters.AnswersAsync(app)).SealedBytes);
        Assert.Equal(0, await app.DbAsync(db => db.VendorFiles.CountAsync(Ct)));
    }

    [Fact]
    public async Task Download_ByAnotherTechnicianOrAfterTheVisit_FindsNothing()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var job = await AnsweredAsync(technician);
        var answer = Assert.Single(await VendorLetters.AnswersAsync(app));
        var address = $"{technician.Sheet}/vendor-answer/{answer.Id}/1";
        (await technician.Client.GetAsync(address)).Expect(HttpStatusCode.OK);
        (await (await app.Data.SignInAsync(StaffRole.Technician)).GetAsync(address)).Expect(HttpStatusCode.NotFound);
        (await (await app.Data.SignInAsync(StaffRole.Admin)).GetAsync(address)).Expect(HttpStatusCode.NotFound);

        await app.Data.ActAsync(job.Id, technician.Staff, (it, step) => it.WithdrawVerification("The receipt is another one's.", step));
        (await technician.Client.GetAsync(address)).ExpectRedirect(technician.Sheet);
    }

    [Fact]
    public async Task Letter_SentTwiceAtOnce_LeavesOnce()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await WriteAsync(technician, VendorLetters.Export);
        var id = (await technician.LoadAsync()).VendorCases[0].Id;

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => technician.ForceAsync($"{technician.Sheet}/vendor-letter/{id}")));
        await app.SendMailsAsync();

        Assert.Single(mail.Messages(), message => message.To.Mailboxes.Any(box => box.Address == VendorLetters.Recipient));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", "document type")]
    [InlineData("no xml at all", "no XML file")]
    [InlineData("<x><y></x>", "no XML file")]
    [InlineData("deep", "nested")]
    [InlineData("", "empty")]
    public async Task Letter_WithAFileThatIsNoSafeXml_IsRefusedAndKeepsWhatWasTyped(string file, string why)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var bytes = System.Text.Encoding.UTF8.GetBytes(file == "deep" ? string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100)) : file);

        var answer = (await WriteAsync(technician, bytes)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(why, answer.One("#Input_File_error").TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("7J03-A", answer.One("#Input_DeviceId").GetAttribute("value"));
        Assert.Equal(JobStatus.OwnershipVerified, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task Letter_WithoutWhatTheVendorNeeds_IsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var answer = (await technician.StepAsync($"vendor-letter?recorder={technician.Recorder()}", ("Input.Method", "dahua-vendor-code"), ("Input.DeviceId", "7J03-A"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("date that the recorder shows", answer.One("#Input_DateOnScreen_error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_VendorWithoutAddress_IsRefusedWithASentence()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        (await technician.StepAsync($"vendor-letter?recorder={technician.Recorder()}", ("Input.Method", "dahua-vendor-code"), ("Input.DeviceId", "7J03-A"), ("Input.DateOnScreen", "2026-11-23"))).ExpectRedirect(technician.Sheet);
        var id = (await technician.LoadAsync()).VendorCases[0].Id;

        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{id}");
        Assert.Contains("No address is set", (await technician.Client.SubmitAsync("main form")).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
    }

    private async Task<SitePage> WriteAsync(Technician technician, byte[] file)
    {
        (await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}")).Expect(HttpStatusCode.OK);
        return await technician.Client.UploadAsync("main form", [("Input.File", file, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"));
    }

    private async Task<Job> AnsweredAsync(Technician technician)
    {
        await WriteAsync(technician, VendorLetters.Export);
        var id = (await technician.LoadAsync()).VendorCases[0].Id;
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{id}");
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        var job = await technician.LoadAsync();
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(await VendorLetters.LetterIdAsync(app, job), "Re: request")), app.Clock.Now);
        await app.ReadVendorMailAsync();
        await AcceptAsync(Assert.Single(await VendorLetters.AnswersAsync(app)).Id);
        return await technician.LoadAsync();
    }

    private async Task AcceptAsync(Guid answer)
    {
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await office.GetAsync($"/staff/vendor/answers/{answer}")).Expect(HttpStatusCode.OK);
        (await office.SubmitAsync("main form[action*='Accept']")).ExpectRedirect("/staff/vendor");
        Assert.Contains("answered", (await office.GetAsync("/staff/vendor")).Text, StringComparison.Ordinal);
    }

    private static byte[] Content(MimeMessage letter, string name)
    {
        using var bytes = new MemoryStream();
        letter.Attachments.OfType<MimePart>().Single(part => part.FileName == name).Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
