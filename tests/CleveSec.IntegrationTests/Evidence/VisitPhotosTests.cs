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

namespace CleveSec.IntegrationTests.Evidence;

/// <summary>Pictures of customers: drawn anew, encrypted, seen by who needs them, each look written down, gone on their date (ASVS 5.2.1, 5.2.2, 5.2.6, 8.2.2, 11.3.3, 14.2.4).</summary>
public sealed class VisitPhotosTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Form = "form[action='/visit/photos']";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_Photos_AreDrawnAnewEncryptedAndWaitInTheInbox()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var fromPhone = Pictures.FromAPhone(300, 200);
        Assert.Contains("exif-ifd3-GPSLatitude", Pictures.Metadata(fromPhone));

        (await SendAsync(customer, ("Photos.Label", fromPhone, "IMG_1.JPG"), ("Photos.Screen", Pictures.Png(120, 80), "screen.png"), ("Photos.Other", Pictures.WebP(60, 40), "a"), ("Photos.Other", Pictures.WebP(61, 40), "b"))).ExpectRedirect("/visit/photos");

        var rows = await PhotosOfAsync(job.Id);
        Assert.Equal([EvidenceKind.Label, EvidenceKind.Screen, EvidenceKind.Other, EvidenceKind.Other], rows.Select(row => row.Kind));
        Assert.All(rows, row => Assert.Equal(-1, row.SealedBytes.AsSpan().IndexOf("WEBP"u8)));
        var clear = await OpenAsync(rows[0]);
        Assert.Equal((200, 300), Pictures.Size(clear));
        Assert.Empty(Pictures.Metadata(clear));
        Assert.Equal(app.Clock.Now + Duration.FromDays(365), rows[0].PurgeAt);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var inbox = await office.GetAsync(Links.Inbox);
        Assert.Contains($"Photos to look at: {job.Number}", inbox.Text, StringComparison.Ordinal);
        Assert.Contains("Photos you have sent: 4", (await customer.GetAsync(Links.Visit)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Office_LooksAndSaysSo_IsAuditedAndLeavesTheInbox()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await app.Data.PhotoAsync(job.Id);
        var dispatcher = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var office = await app.Data.SignInAsync(dispatcher);
        Assert.Contains("Look at the photo", (await office.GetAsync(Links.Job(job.Number))).Text, StringComparison.Ordinal);

        var page = await office.GetAsync(Links.JobPhotos(job.Number));
        var file = (await office.GetAsync(page.One("main img").GetAttribute("src")!)).Expect(HttpStatusCode.OK);

        Assert.Equal("WEBP", Encoding.ASCII.GetString(file.Content, 8, 4));
        Assert.Equal("image/webp", file.ContentHeaders.ContentType?.ToString());
        Assert.Equal("inline", file.ContentHeaders.ContentDisposition?.ToString());
        Assert.Contains("sandbox", Assert.Single(file.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("no-store", Assert.Single(file.Headers.GetValues("Cache-Control")));
        var look = await app.DbAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == "photo viewed" && entry.Detail!.Contains(photo.ToString()), Ct));
        Assert.Equal((dispatcher.Name, job.Number), (look.StaffName, look.Subject));
        await office.GetAsync(Links.JobPhotos(job.Number));
        (await office.SubmitAsync("form[action$='handler=Seen']")).ExpectRedirect(Links.Job(job.Number));
        Assert.Equal(dispatcher.Name, Assert.Single(await PhotosOfAsync(job.Id)).SeenByName);
        Assert.DoesNotContain($"look at: {job.Number}", (await office.GetAsync(Links.Inbox)).Text, StringComparison.Ordinal);
    }

    /// <summary>Without the job in the query each of these answers 200.</summary>
    [Fact]
    public async Task Photo_ForAStranger_IsNotThere()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var other = await app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await app.Data.PhotoAsync(job.Id);
        using var nobody = app.Client();
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var foreign = await app.Data.SignInAsync(StaffRole.Technician);
        using var own = await app.Data.SignInAsync(await TechnicianOfAsync(job));

        Assert.StartsWith($"{Links.SignIn}?", (await nobody.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.Redirect).Location, StringComparison.Ordinal);
        (await customer.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.Redirect);
        (await office.GetAsync(Links.JobPhoto(other.Number, photo))).Expect(HttpStatusCode.NotFound);
        (await office.GetAsync(Links.JobPhoto(job.Number, Guid.NewGuid()))).Expect(HttpStatusCode.NotFound);
        (await foreign.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.NotFound);
        (await foreign.GetAsync(Links.JobSheetPhoto(job.Visits[0].Id, photo))).Expect(HttpStatusCode.NotFound);
        (await foreign.GetAsync(Links.JobSheetPhotos(job.Visits[0].Id))).Expect(HttpStatusCode.NotFound);
        (await own.GetAsync(Links.JobSheetPhoto(other.Visits[0].Id, photo))).Expect(HttpStatusCode.NotFound);
        (await own.GetAsync(Links.JobSheetPhoto(job.Visits[0].Id, photo))).Expect(HttpStatusCode.OK);
        var sheet = await own.GetAsync(Links.JobSheet(job.Visits[0].Id));
        Assert.Contains("Photos and papers (1)", sheet.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Detail!.Contains(photo.ToString()), Ct)));
    }

    [Fact]
    public async Task Erase_ByTheOffice_IsForGoodAndAudited()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var photo = await app.Data.PhotoAsync(job.Id);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync(Links.JobPhotos(job.Number));

        (await office.SubmitAsync("form[action$='handler=Erase']")).ExpectRedirect(Links.JobPhotos(job.Number));

        Assert.Empty(await PhotosOfAsync(job.Id));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "photo erased" && entry.Subject == job.Number && entry.Detail == photo.ToString(), Ct)));
        (await office.GetAsync(Links.JobPhoto(job.Number, photo))).Expect(HttpStatusCode.NotFound);
    }

    public static TheoryData<string, byte[], string> NoPhotos => new()
    {
        { "HTML that calls itself a JPEG", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "no JPEG, PNG or WebP" },
        { "100 megapixels in a small file", Pictures.Bomb(10_000, 10_000), "50 megapixels" },
        { "60,000 x 60,000 claimed in sixty bytes", Pictures.Claiming(60_000, 60_000), "50 megapixels" },
        { "9 MB", [.. Pictures.Jpeg(200, 100), .. new byte[9_000_000]], "larger than 8 MB" },
        { "half a PNG", Pictures.Png(400, 300)[..9000], "damaged" },
        { "nothing", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(NoPhotos), DisableDiscoveryEnumeration = true)]
    public async Task Post_NoPhotoBesideAGoodOne_IsRefusedBesideItsFieldAndTheGoodOneKept(string what, byte[] file, string said)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        var page = (await SendAsync(customer, ("Photos.Label", Pictures.Png(50, 50), "good.png"), ("Photos.Screen", file, "screen.jpg"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.True(page.One("#Photos_Screen_error").TextContent.Contains(said, StringComparison.Ordinal), $"{what}: {page}");
        Assert.Equal(["#Photos_Screen"], page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal([EvidenceKind.Label], (await PhotosOfAsync(job.Id)).Select(row => row.Kind));
    }

    [Fact]
    public async Task Post_NothingChosen_SaysSo()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        var page = (await SendAsync(customer)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("Choose at least one photo.", page.One("#Photos_Label_error").TextContent);
    }

    /// <summary>Without the lock some of the ten see room that is taken a moment later.</summary>
    [Fact]
    public async Task Post_ManyAtOnce_StopsAtTwenty()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        for (var i = 0; i < 16; i++)
        {
            await app.Data.PhotoAsync(job.Id);
        }

        await customer.GetAsync(Links.VisitPhotos);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => customer.UploadAsync(Form, [("Photos.Label", Pictures.Png(30 + i, 20), "x.png")])));

        Assert.Equal(4, answers.Count(answer => answer.Location == "/visit/photos"));
        Assert.Equal(EvidenceFile.MostPerJob, (await PhotosOfAsync(job.Id)).Count);
        Assert.Contains("no room for more", (await customer.GetAsync(Links.VisitPhotos)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SamePhotoTwice_IsKeptOnce()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        await SendAsync(customer, ("Photos.Label", Pictures.Png(77, 20), "x.png"));
        (await SendAsync(customer, ("Photos.Label", Pictures.Png(77, 20), "x.png"))).ExpectRedirect("/visit/photos");

        Assert.Single(await PhotosOfAsync(job.Id));
    }

    [Fact]
    public async Task Post_BeyondTheLimitOfThePage_IsCutOffWith413AndWords()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync(Links.VisitPhotos);
        using var huge = new HttpRequestMessage(HttpMethod.Post, Links.VisitPhotos) { Content = new StreamContent(Stream.Null), Headers = { ExpectContinue = true } };
        huge.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        huge.Content.Headers.ContentLength = 2L * 1024 * 1024 * 1024;

        // Answered from its length alone: nothing of the two gigabytes was sent.
        var page = (await customer.SendAsync(huge)).Expect(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("up to 5 at once, each of up to 8 MB", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AfterTooManyFromOneNetwork_IsRefusedAndAnotherNetworkIsNot()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        customer.ForwardedFor = "198.51.100.61";
        await app.WithAsync<RateLimits, bool>(async limits =>
        {
            for (var i = 0; i < RateLimit.UploadsByAddress.Most; i++)
            {
                await limits.CountAsync(RateLimit.UploadsByAddress, "198.51.100.61", Ct);
            }

            return true;
        });

        Assert.Contains("Too many photos", (await SendAsync(customer, ("Photos.Label", Pictures.Png(20, 20), "x.png"))).Expect(HttpStatusCode.UnprocessableEntity).Text, StringComparison.Ordinal);
        customer.ForwardedFor = "198.51.100.62";
        (await SendAsync(customer, ("Photos.Label", Pictures.Png(20, 20), "x.png"))).ExpectRedirect("/visit/photos");
    }

    [Theory]
    [InlineData(JobStatus.Closed)]
    [InlineData(JobStatus.Cancelled)]
    public async Task Page_OfAJobThatIsOver_LeadsBackToTheVisit(JobStatus status)
    {
        var job = await app.Data.JobAsync(status);
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        (await customer.GetAsync(Links.VisitPhotos)).ExpectRedirect("/visit");
    }

    [Fact]
    public async Task Housekeeping_OnTheDate_DeletesThePhotoAndNoOther()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var due = await app.Data.PhotoAsync(job.Id);
        var kept = await app.Data.PhotoAsync(job.Id);
        var now = app.Clock.Now;
        await app.DbAsync(db => db.EvidenceFiles.Where(file => file.Id == due).ExecuteUpdateAsync(set => set.SetProperty(file => file.PurgeAt, now - Duration.FromSeconds(1)), Ct));

        await app.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.Equal([kept], (await PhotosOfAsync(job.Id)).Select(row => row.Id));
    }

    /// <summary>A row whose sealed key was taken from another row, or whose bytes were changed, opens nothing.</summary>
    [Fact]
    public async Task Open_ExchangedOrChangedRow_Throws()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.Data.PhotoAsync(job.Id);
        await app.Data.PhotoAsync(job.Id);
        var (one, two) = await PhotosOfAsync(job.Id) is [var first, var second] ? (first, second) : throw new InvalidOperationException();
        await OpenAsync(one);

        (one.SealedBytes, one.SealedKey) = (two.SealedBytes, two.SealedKey);
        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(() => OpenAsync(one));
        two.SealedBytes[^1] ^= 1;
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => OpenAsync(two));
    }

    private Task<byte[]> OpenAsync(EvidenceFile row) => app.WithAsync<EvidenceVault, byte[]>(vault => Task.FromResult(vault.Open(row)));

    private Task<List<EvidenceFile>> PhotosOfAsync(Guid jobId) => app.DbAsync(db => db.EvidenceFiles.AsNoTracking().Where(file => file.JobId == jobId).OrderBy(file => file.At).ThenBy(file => file.Kind == EvidenceKind.Label ? 0 : file.Kind == EvidenceKind.Screen ? 1 : 2).ToListAsync(Ct));

    private Task<StaffMember> TechnicianOfAsync(Job job) => app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == job.Visits[0].TechnicianId, Ct));

    private static async Task<SitePage> SendAsync(SiteClient customer, params (string Name, byte[] Content, string FileName)[] files)
    {
        await customer.GetAsync(Links.VisitPhotos);
        return await customer.UploadAsync(Form, files);
    }
}
