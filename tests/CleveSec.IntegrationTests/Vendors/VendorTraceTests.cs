using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Vendors;

/// <summary>What comes from vendors stands on its job: each mail as it came, who decided and who took it, and that it was erased.</summary>
public sealed class VendorTraceTests : IAsyncLifetime
{
    private const string Stranger = "helper@example.net";
    private ImapServer imap = null!;
    private CleveSecApp app = null!;
    private Technician technician = null!;
    private SiteClient office = null!;
    private Job job = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        imap = await ImapServer.StartAsync();
        app = new CleveSecApp(new AppOptions { VendorMail = imap });
        await app.InitializeAsync();
        technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}");
        (await technician.Client.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"))).ExpectRedirect(technician.Sheet);
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{(await technician.LoadAsync()).VendorCases[0].Id}");
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        job = await technician.LoadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        office.Dispose();
        await app.DisposeAsync();
        await imap.DisposeAsync();
    }

    [Fact]
    public async Task Timeline_WhatCameForACase_StandsAsItCameWithWhatBecameOfIt()
    {
        var answer = await CameAsync();
        var forged = await CameAsync(from: Stranger);
        await RowAsync(VendorAnswerKind.Bounce, "mailer-daemon@mx.example.net");
        await RowAsync(VendorAnswerKind.Automatic, VendorLetters.Recipient);
        await AcceptAsync(answer);
        await RefuseAsync(forged, "Nobody there knows of it.");
        (await technician.Client.GetAsync($"{technician.Sheet}/vendor-answer/{answer}/1")).Expect(HttpStatusCode.OK);

        var page = (await office.GetAsync($"/staff/jobs/{job.Number}/timeline?kind=vendor")).Expect(HttpStatusCode.OK);
        var lines = page.All("ol.timeline > li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        var file = Encoding.UTF8.GetString((await office.GetAsync($"/staff/jobs/{job.Number}/timeline.csv?kind=vendor")).Expect(HttpStatusCode.OK).Content);

        string[][] all =
        [
            ["Answer of Dahua support came", "accepted", "result.xml", $"from {VendorLetters.Recipient}"],
            ["Answer for the case of Dahua support, sender not the one we wrote to", "refused", $"from {Stranger}"],
            ["Our letter to Dahua support came back", "nobody has looked at it yet", "from mailer-daemon@mx.example.net"],
            ["Automatic reply to our letter to Dahua support", "nobody has looked at it yet"],
            ["Vendor answer accepted", answer.ToString()],
            ["Vendor answer refused", Stranger, "Nobody there knows of it."],
            ["Vendor answer downloaded", "result.xml", "Terry Fields"],
        ];
        Assert.All(all, words => Assert.Single(lines, line => words.All(word => line.Contains(word, StringComparison.Ordinal))));
        Assert.All(all, words => Assert.Single(file.Split("\r\n"), line => words.All(word => line.Contains(word, StringComparison.Ordinal))));
        Assert.NotEmpty(page.All($"a[href='/staff/vendor/answers/{forged}']"));
        var looks = (await office.GetAsync($"/staff/jobs/{job.Number}/timeline?kind=look")).Text;
        Assert.DoesNotContain("Vendor answer", looks, StringComparison.Ordinal);
        Assert.Contains("Timeline exported", looks, StringComparison.Ordinal);
    }

    /// <summary>The control: what names no case is on no job, and its refusal stands under its sender.</summary>
    [Fact]
    public async Task Refused_OfNoCase_StandsUnderItsSenderAndOnNoJob()
    {
        var nobodys = await CameAsync(named: false);

        await RefuseAsync(nobodys, "An advertisement.");

        Assert.Equal(VendorLetters.Recipient, await app.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "vendor answer refused").Select(entry => entry.Subject).SingleAsync(Ct)));
        Assert.DoesNotContain("An advertisement.", (await office.GetAsync($"/staff/jobs/{job.Number}/timeline")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_AnswerAndFile_LeaveALineEach()
    {
        var answer = await CameAsync();
        await AcceptAsync(answer);
        Assert.Empty(await ErasedAsync());

        (await technician.StepAsync($"attempt?recorder={technician.Recorder()}", ("Input.Method", "dahua-xml"), ("Input.Outcome", "Succeeded"))).ExpectRedirect(technician.Sheet);

        var lines = await ErasedAsync();
        Assert.All(lines, line => Assert.Equal((job.Number, "The site"), (line.Subject, line.StaffName)));
        Assert.Equal($"{VendorLetters.Recipient} {answer}: used", Assert.Single(lines, line => line.Action == "vendor answer erased").Detail);
        Assert.StartsWith("export.xml ", Assert.Single(lines, line => line.Action == "vendor file erased").Detail, StringComparison.Ordinal);
        Assert.Equal(2, lines.Count);
        Assert.Contains("Vendor file erased", (await office.GetAsync($"/staff/jobs/{job.Number}/timeline?kind=vendor")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_LookedAtByNobodyOrNotUsed_LeaveALineOnce()
    {
        var accepted = await CameAsync();
        await AcceptAsync(accepted);
        app.Clock.Advance(Duration.FromMinutes(1));
        var seenByNobody = await CameAsync(from: Stranger);
        var nobodys = await CameAsync(named: false);
        app.Clock.Advance(Duration.FromHours(24) - Duration.FromMinutes(2));
        await ExpireAsync();
        Assert.Empty(await ErasedAsync());

        app.Clock.Advance(Duration.FromHours(25));
        await Task.WhenAll(ExpireAsync(), ExpireAsync());
        await ExpireAsync();

        var lines = await ErasedAsync();
        Assert.Equal(4, lines.Count);
        Assert.Contains(lines, line => line.Subject == job.Number && line.Detail == $"{VendorLetters.Recipient} {accepted}: not used while it was good");
        Assert.Contains(lines, line => line.Subject == job.Number && line.Action == "vendor file erased");
        Assert.Contains(lines, line => line.Subject == job.Number && line.Detail!.StartsWith($"{Stranger} {seenByNobody}: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Subject == "mails that name no case" && line.Detail == $"{VendorLetters.Recipient} {nobodys}: nobody looked while it was good");
    }

    [Fact]
    public async Task Over_WhileAnAnswerWaits_LeavesItsLine()
    {
        var answer = await CameAsync();

        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.GiveUp("No method fits.", step));

        Assert.Contains(await ErasedAsync(), line => line.Subject == job.Number && line.Detail == $"{VendorLetters.Recipient} {answer}: the case is over");
    }

    /// <summary>Whoever erases it, past the site too; what a person refused has their line and no second one.</summary>
    [Fact]
    public async Task Erased_BySqlOrByARefusal_LeavesOneLine()
    {
        var one = await CameAsync();
        var two = await CameAsync(from: Stranger);
        await RefuseAsync(two, "Nobody there knows of it.");
        Assert.Empty(await ErasedAsync());

        await app.Database.AsSiteAsync("update vendor_answers set sealed_bytes = null, sealed_key = null where id = $1", one);

        Assert.Equal($"{VendorLetters.Recipient} {one}", Assert.Single(await ErasedAsync()).Detail);
    }

    private async Task<Guid> CameAsync(string from = VendorLetters.Recipient, bool named = true)
    {
        var known = (await VendorLetters.AnswersAsync(app)).Select(answer => answer.Id).ToHashSet();
        imap.Deliver(VendorLetters.Raw(VendorLetters.Reply(named ? await VendorLetters.LetterIdAsync(app, job) : null, named ? "Re: request" : "News", from)), app.Clock.Now);
        Assert.Equal(1, await app.ReadVendorMailAsync());
        return Assert.Single(await VendorLetters.AnswersAsync(app), answer => !known.Contains(answer.Id)).Id;
    }

    private Task RowAsync(VendorAnswerKind kind, string from) => app.DbAsync(db =>
    {
        var id = Guid.CreateVersion7();
        db.VendorAnswers.Add(new VendorAnswer { Id = id, VendorCaseId = job.VendorCases[0].Id, Uid = 1000 + (int)kind, Fingerprint = id.ToByteArray(), FromAddress = from, Kind = kind, CameAt = app.Clock.Now, ReadAt = app.Clock.Now });
        return db.SaveChangesAsync(Ct);
    });

    private async Task AcceptAsync(Guid answer)
    {
        await office.GetAsync($"/staff/vendor/answers/{answer}");
        (await office.SubmitAsync("main form[action*='Accept']")).ExpectRedirect("/staff/vendor");
    }

    private async Task RefuseAsync(Guid answer, string reason)
    {
        await office.GetAsync($"/staff/vendor/answers/{answer}");
        (await office.SubmitAsync("main form[action*='Refuse']", ("Input.Reason", reason))).ExpectRedirect("/staff/vendor");
    }

    private Task<List<AuditEntry>> ErasedAsync() => app.DbAsync(db => db.AuditEntries.AsNoTracking().Where(entry => entry.Action == "vendor answer erased" || entry.Action == "vendor file erased").OrderBy(entry => entry.Id).ToListAsync(Ct));

    private Task<int> ExpireAsync() => app.WithAsync<ExpireAnswers, int>(expire => expire.RunAsync(Ct));
}
