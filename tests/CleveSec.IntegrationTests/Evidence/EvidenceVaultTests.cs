using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Staff.GuideEditor;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Evidence;

/// <summary>Papers as PDF, the file for the customer who asks what we keep, legal holds, and what is erased on its date with its line in the audit.</summary>
public sealed class EvidenceVaultTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Form = "form[action='/visit/photos']";
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, .. "\n1 0 obj<</Type/Catalog>>endobj\nThe deed of O'Brien-Mu\u00f1oz\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pdf_OfAPaper_IsKeptByteForByteSealedAndHandedOutUnderASandbox()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync(Links.VisitPhotos);

        (await customer.UploadAsync(Form, [("Photos.Paper", Pdf, "deed.pdf")])).ExpectRedirect("/visit/photos");

        var row = Assert.Single(await FilesAsync(job.Id));
        Assert.Equal((EvidenceKind.Paper, EvidenceFormat.Pdf, Pdf.Length), (row.Kind, row.Format, row.Size));
        Assert.Equal(-1, row.SealedBytes.AsSpan().IndexOf("Brien"u8));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await office.GetAsync(Links.JobPhotos(job.Number));
        Assert.Empty(page.All("main ul.pictures img"));
        var file = (await office.GetAsync(page.One("a[href$='.pdf']").GetAttribute("href")!)).Expect(HttpStatusCode.OK);
        Assert.Equal(Pdf, file.Content);
        Assert.Equal("application/pdf", file.ContentHeaders.ContentType?.ToString());
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", Assert.Single(file.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("photo viewed", (await office.GetAsync(Links.JobPhotos(job.Number))).One("#looks-title + ul").TextContent, StringComparison.Ordinal);
        Assert.Contains("photo viewed", (await office.GetAsync(Links.Job(job.Number))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Photos.Label", "%PDF-1.7 whole %%EOF", "papers alone")]
    [InlineData("Photos.Paper", "%PDF-1.7 cut off in the mid", "only whole")]
    [InlineData("Photos.Paper", "<html>%PDF-1.7 %%EOF", "no JPEG, PNG or WebP")]
    public async Task Pdf_InTheWrongPlaceOrBroken_IsRefusedBesideItsField(string field, string content, string said)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync(Links.VisitPhotos);

        var page = (await customer.UploadAsync(Form, [(field, Encoding.ASCII.GetBytes(content), "deed.pdf")])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One($"#{field.Replace('.', '_')}_error").TextContent, StringComparison.Ordinal);
        Assert.Empty(await FilesAsync(job.Id));
    }

    [Fact]
    public async Task Export_ForTheCustomer_HoldsFilesFormsAndWhoLookedAndIsAudited()
    {
        var job = await app.Data.JobAsync(JobStatus.OwnershipVerified);
        var photo = await app.Data.PhotoAsync(job.Id);
        using var office = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin"));
        await office.GetAsync(Links.JobPhoto(job.Number, photo));
        await office.GetAsync(Links.JobPhotos(job.Number));

        var file = (await office.SubmitAsync("form[action$='handler=Export']")).Expect(HttpStatusCode.OK);

        Assert.Equal("application/zip", file.ContentHeaders.ContentType?.ToString());
        Assert.Equal("no-store", Assert.Single(file.Headers.GetValues("Cache-Control")));
        await using var zip = await ZipArchive.CreateAsync(new MemoryStream(file.Content), ZipArchiveMode.Read, false, null, Ct);
        var clear = await app.WithAsync<EvidenceVault, byte[]>(async vault => vault.Open((await FilesAsync(job.Id))[0]));
        Assert.Equal(clear, await BytesOfAsync(zip, "1-label.webp"));
        var contents = Encoding.UTF8.GetString(await BytesOfAsync(zip, "contents.csv"));
        Assert.Contains("1-label.webp,", contents, StringComparison.Ordinal);
        Assert.Contains("Robin,photo viewed,", contents, StringComparison.Ordinal);
        var signed = await app.DbAsync(db => db.Authorizations.AsNoTracking().Where(form => form.JobId == job.Id).ToListAsync(Ct));
        Assert.Equal(signed.Count, zip.Entries.Count(entry => entry.Name.StartsWith("authorization-", StringComparison.Ordinal)));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Subject == job.Number && entry.Action == "evidence exported" && entry.StaffName == "Robin", Ct)));
    }

    [Fact]
    public async Task Hold_WhileItStands_NothingIsErasedByHandByDateOrBySqlAndAfterwardsAllIs()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await app.Data.PhotoAsync(job.Id);
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);
        await admin.GetAsync(Links.JobHold(job.Number));
        Assert.Contains("Write who asked", (await admin.SubmitAsync("main form")).Expect(HttpStatusCode.UnprocessableEntity).One("#Input_Reason_error").TextContent, StringComparison.Ordinal);
        (await admin.SubmitAsync("main form", ("Input.Reason", "The police asked, case 26-118"))).ExpectRedirect(Links.JobPhotos(job.Number));

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Under a legal hold", (await office.GetAsync(Links.Job(job.Number))).Text, StringComparison.Ordinal);
        (await office.GetAsync(Links.JobHold(job.Number))).Expect(HttpStatusCode.NotFound);
        await office.GetAsync(Links.JobPhotos(job.Number));
        Assert.Contains("nothing of it is erased", (await office.SubmitAsync("form[action$='handler=Erase']")).Expect(HttpStatusCode.Conflict).One(".error-summary").TextContent, StringComparison.Ordinal);
        await DueAsync(photo);
        await app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);
        Assert.Single(await FilesAsync(job.Id));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync($"delete from evidence_files where id = '{photo}'"));
        Assert.Equal("CS003", refused.SqlState);

        await admin.GetAsync(Links.JobHold(job.Number));
        (await admin.SubmitAsync("main form", ("Input.Reason", "The case is closed"))).ExpectRedirect(Links.JobPhotos(job.Number));
        await app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);
        Assert.Empty(await FilesAsync(job.Id));
        Assert.Equal(["legal hold begun", "legal hold ended", "evidence purged"], await app.DbAsync(db => db.AuditEntries.Where(entry => entry.Subject == job.Number).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync(Ct)));
        refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync("update legal_holds set reason = 'another'"));
        Assert.Equal("CS002", refused.SqlState);
    }

    /// <summary>The second half of a double click must not offer to end what the first began.</summary>
    [Fact]
    public async Task Hold_SameClickTwice_IsDoneOnceAndSaysNothingElse()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var admin = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Admin, "Kim Twice"));
        await admin.GetAsync(Links.JobHold(job.Number));

        (await admin.SubmitAsync("main form", ("Input.Reason", "The insurer asked"))).ExpectRedirect(Links.JobPhotos(job.Number));
        (await admin.SubmitAsync("main form", ("Input.Reason", "The insurer asked"))).ExpectRedirect(Links.JobPhotos(job.Number));
        var other = (await admin.SubmitAsync("main form", ("Input.Reason", "Something else"))).Expect(HttpStatusCode.Conflict);

        Assert.Equal("", other.One("#Input_Reason").TextContent.Trim());
        Assert.Equal(1, await app.DbAsync(db => db.LegalHolds.CountAsync(hold => hold.JobId == job.Id && hold.EndedAt == null, Ct)));
    }

    [Fact]
    public async Task Hold_TwoAtOnce_OneStands()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var admins = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Admin, $"Admin {i} of four"))));
        foreach (var admin in admins)
        {
            await admin.GetAsync(Links.JobHold(job.Number));
        }

        var answers = await Task.WhenAll(admins.Select(admin => admin.SubmitAsync("main form", ("Input.Reason", "The insurer asked"))));

        Assert.Single(answers, answer => answer.Location is not null);
        Assert.All(answers.Where(answer => answer.Location is null), answer => answer.Expect(HttpStatusCode.Conflict));
        Assert.Equal(1, await app.DbAsync(db => db.LegalHolds.CountAsync(hold => hold.JobId == job.Id, Ct)));
        foreach (var admin in admins)
        {
            admin.Dispose();
        }
    }

    /// <summary>Neither the bytes nor the key stand anywhere in the database any more, and the audit says what of which job went.</summary>
    [Fact]
    public async Task Purge_OnTheDate_LeavesNoBytesAndALineForEachJob()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var (one, two) = (await app.Data.PhotoAsync(job.Id), await app.Data.PhotoAsync(job.Id));
        var rows = await FilesAsync(job.Id);
        Assert.NotEqual("", await FoundInAsync(rows[0].SealedBytes));
        await DueAsync(one);
        await DueAsync(two);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct)));

        var line = await app.DbAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "evidence purged" && entry.Subject == job.Number, Ct));
        Assert.Equal(("The site", "2 label"), (line.StaffName, line.Detail));
        foreach (var row in rows)
        {
            Assert.Equal("", await FoundInAsync(row.SealedBytes));
            Assert.Equal("", await FoundInAsync(row.SealedKey));
        }
    }

    private static async Task<byte[]> BytesOfAsync(ZipArchive zip, string name)
    {
        await using var entry = await (zip.GetEntry(name) ?? throw new InvalidOperationException($"No {name} in it.")).OpenAsync(Ct);
        using var memory = new MemoryStream();
        await entry.CopyToAsync(memory, Ct);
        return memory.ToArray();
    }

    private Task<List<EvidenceFile>> FilesAsync(Guid jobId) => app.DbAsync(db => db.EvidenceFiles.AsNoTracking().Where(file => file.JobId == jobId).ToListAsync(Ct));

    private Task DueAsync(Guid photo)
    {
        var past = app.Clock.Now - Duration.FromSeconds(1);
        return app.DbAsync(db => db.EvidenceFiles.Where(file => file.Id == photo).ExecuteUpdateAsync(set => set.SetProperty(file => file.PurgeAt, past), Ct));
    }

    /// <summary>The tables in which these bytes stand, in any column.</summary>
    private async Task<string> FoundInAsync(byte[] bytes)
    {
        var needle = Convert.ToHexStringLower(bytes.AsSpan(0, 24));
        var tables = ((string)(await app.Database.AsOwnerAsync("select string_agg(quote_ident(relname), ',') from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"))!).Split(',');
        List<string> found = [];
        foreach (var table in tables)
        {
            if (Convert.ToInt64(await app.Database.AsOwnerAsync($"select count(*) from {table} as everything where everything::text like '%{needle}%'"), CultureInfo.InvariantCulture) > 0)
            {
                found.Add(table);
            }
        }

        return string.Join(' ', found);
    }
}
