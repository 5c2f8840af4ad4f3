using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Staff.GuideEditor;
using CleveSec.IntegrationTests.Tech;
using CleveSec.IntegrationTests.Vendors;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Evidence;

/// <summary>The technician of the visit adds photos and papers: kept like a customer's, looked at by the one who added them, and good for a vendor's letter.</summary>
public sealed class TechnicianPhotosTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Form = "main form[enctype]";
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_PhotosAndAPaper_AreKeptAsLookedAtUnderTheTechniciansName()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await app.Data.PhotoAsync(technician.JobId, EvidenceKind.Screen);
        Assert.Contains("Photos and papers (1)", (await technician.Client.GetAsync(technician.Sheet)).One($"a[href='{technician.Sheet}/photos']").TextContent, StringComparison.Ordinal);

        (await SendAsync(technician, ("Photos.Label", Pictures.FromAPhone(300, 200), "IMG_1.JPG"), ("Photos.Paper", Pdf, "lease.pdf"))).ExpectRedirect($"{technician.Sheet}/photos");

        var rows = (await PhotosAsync(technician)).Where(row => row.ByName == technician.Staff.Name).OrderBy(row => row.Kind).ToList();
        Assert.Equal([(EvidenceKind.Label, EvidenceFormat.Picture), (EvidenceKind.Paper, EvidenceFormat.Pdf)], rows.Select(row => (row.Kind, row.Format)));
        Assert.All(rows, row => Assert.Equal((app.Clock.Now, app.Clock.Now, technician.Staff.Name), (row.At, row.SeenAt, row.SeenByName)));
        Assert.All(rows, row => Assert.Equal(-1, row.SealedBytes.AsSpan().IndexOf("WEBP"u8)));
        Assert.Equal(app.Clock.Now + Duration.FromDays(365), rows[0].PurgeAt);
        var number = (await technician.LoadAsync()).Number;
        var added = await app.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "photo added" && entry.Subject == number).OrderBy(entry => entry.Id).Select(entry => new { entry.StaffId, entry.StaffName, entry.Detail }).ToListAsync(Ct));
        Assert.Equal([$"Label {rows[0].Id}", $"Paper {rows[1].Id}"], added.Select(entry => entry.Detail));
        Assert.All(added, entry => Assert.Equal((technician.Staff.Id, technician.Staff.Name), (entry.StaffId, entry.StaffName)));

        var page = await technician.Client.GetAsync($"{technician.Sheet}/photos");
        Assert.Equal(["The customer", technician.Staff.Name, technician.Staff.Name], page.All("figcaption span").Select(said => said.TextContent.Split(',')[0]).Order(StringComparer.Ordinal).Reverse());
        (await technician.Client.GetAsync(Links.JobSheetPhoto(technician.VisitId, rows[0].Id))).Expect(HttpStatusCode.OK);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);
        Assert.Contains("Photos you have sent: 1.", (await customer.GetAsync(Links.Visit)).Text, StringComparison.Ordinal);
        Assert.Single((await customer.GetAsync(Links.VisitPhotos)).All("main ul li"));
    }

    /// <summary>The customer's own waits in the inbox; the technician's does not.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_LabelPhoto_WaitsForTheOfficeOnlyWhereTheCustomerSentIt(bool byCustomer)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await AddLabelAsync(technician, byCustomer);

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var waits = (await office.GetAsync(Links.Inbox)).Text.Contains($"look at: {(await technician.LoadAsync()).Number}", StringComparison.Ordinal);

        Assert.Equal(byCustomer, waits);
    }

    [Fact]
    public async Task Post_NoPhotoBesideAGoodOne_IsRefusedBesideItsFieldAndTheGoodOneKept()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = (await SendAsync(technician, ("Photos.Label", Pictures.Png(50, 50), "good.png"), ("Photos.Screen", "<!doctype html>"u8.ToArray(), "screen.jpg"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("no JPEG, PNG or WebP", page.One("#Photos_Screen_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(["#Photos_Screen"], page.All(".error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal([EvidenceKind.Label], (await PhotosAsync(technician)).Select(row => row.Kind));
        Assert.Equal("Choose at least one photo.", (await SendAsync(technician)).Expect(HttpStatusCode.UnprocessableEntity).One("#Photos_Label_error").TextContent);
    }

    /// <summary>Called something else the second time it is that from then on: the wrong field was a slip.</summary>
    [Fact]
    public async Task Post_SameFileTwice_IsKeptOnceAsWhatItIsCalledLast()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var file = Pictures.Png(77, 20);

        await SendAsync(technician, ("Photos.Screen", file, "x.png"));
        (await SendAsync(technician, ("Photos.Screen", file, "x.png"))).ExpectRedirect($"{technician.Sheet}/photos");
        Assert.Equal(EvidenceKind.Screen, Assert.Single(await PhotosAsync(technician)).Kind);
        await SendAsync(technician, ("Photos.Label", file, "x.png"));

        var kept = Assert.Single(await PhotosAsync(technician));
        Assert.Equal(EvidenceKind.Label, kept.Kind);
        Assert.Equal([$"Screen {kept.Id}", $"Label {kept.Id}"], await app.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "photo added" && entry.Detail!.Contains(kept.Id.ToString())).OrderBy(entry => entry.Id).Select(entry => entry.Detail!).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Post_TwoGigabytes_IsCutOffWith413AndWords()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await technician.Client.GetAsync($"{technician.Sheet}/photos");
        using var huge = new HttpRequestMessage(HttpMethod.Post, $"{technician.Sheet}/photos") { Content = new StreamContent(Stream.Null), Headers = { ExpectContinue = true } };
        huge.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        huge.Content.Headers.ContentLength = 2L * 1024 * 1024 * 1024;

        // Answered from its length alone: nothing of the two gigabytes was sent.
        var page = (await technician.Client.SendAsync(huge)).Expect(HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("up to 5 at once, each of up to 8 MB", page.Text, StringComparison.Ordinal);
        Assert.Empty(await PhotosAsync(technician));
    }

    [Fact]
    public async Task Post_ByTheTechnicianOfAnotherVisit_IsNotFoundAndKeepsNothing()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var other = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await other.Client.GetAsync($"{other.Sheet}/photos");

        var answer = await other.Client.UploadAsync(Form, [("Photos.Label", Pictures.Png(50, 50), "x.png")], $"{technician.Sheet}/photos");

        answer.Expect(HttpStatusCode.NotFound);
        Assert.Empty(await PhotosAsync(technician));
    }

    [Theory]
    [InlineData(JobStatus.Closed)]
    [InlineData(JobStatus.NotRecovered)]
    [InlineData(JobStatus.Refused)]
    public async Task Post_OnAJobThatIsOver_IsRefusedWithASentence(JobStatus status)
    {
        var technician = await Technician.WithJobAsync(app, status);
        var open = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await open.Client.GetAsync($"{open.Sheet}/photos")).One(Form);
        var page = (await technician.Client.GetAsync($"{technician.Sheet}/photos")).Expect(HttpStatusCode.OK);
        Assert.Empty(page.All("main form"));

        var answer = (await technician.ForceAsync($"{technician.Sheet}/photos")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("This job is over", answer.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Empty(await PhotosAsync(technician));
    }

    /// <summary>A job that went on with somebody else's visit is only read.</summary>
    [Fact]
    public async Task Post_OnAVisitThatTheJobLeftBehind_IsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var first = technician.Sheet;
        await app.Data.ActAsync(technician.JobId, technician.Staff, (it, step) => it.EndVisitPartlyDone("Time ran out", step));
        var next = await app.Data.StaffAsync(StaffRole.Technician);
        var placement = await app.Data.PlacementAsync(next, null, today: true);
        await app.Data.ActAsync(technician.JobId, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.Schedule(placement, app.Data.Rules, step));

        (await technician.ForceAsync($"{first}/photos")).Expect(HttpStatusCode.Conflict);

        Assert.Empty(await PhotosAsync(technician));
    }

    /// <summary>Without the look, and with another recorder on the job, it stays in the house.</summary>
    [Theory]
    [InlineData(false, 1, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 2, false)]
    public async Task Letter_AfterALabelPhoto_TakesItAlongOnlyWhereStaffTookItOfTheOneRecorder(bool byCustomer, int recorders, bool leaves)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified, recorders);
        await AddLabelAsync(technician, byCustomer);
        (await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}")).Expect(HttpStatusCode.OK);
        (await technician.Client.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"))).ExpectRedirect(technician.Sheet);
        var drafted = (await technician.LoadAsync()).VendorCases.Single();
        var letter = await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{drafted.Id}");
        Assert.Equal(leaves, letter.Text.Contains("Photo of the label", StringComparison.Ordinal));
        Assert.Equal(leaves, letter.Text.Contains("The photo of the label leaves with the letter.", StringComparison.Ordinal));

        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);

        var mail = (await technician.LoadAsync()).VendorCases.Single().LetterMailId;
        Assert.Equal(leaves, await app.DbAsync(db => db.OutboxAttachments.AnyAsync(file => file.OutboxMailId == mail && file.FileName == "label.webp", Ct)));
    }

    [Fact]
    public async Task LetterPages_WhereTheVendorWantsTheLabelAndNoneIsThere_SayItLoudAndLetTheLetterBeWritten()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await app.DbAsync(db => db.Recorders.Where(device => db.JobRecorders.Any(part => part.JobId == technician.JobId && part.RecorderId == device.Id)).ExecuteUpdateAsync(set => set.SetProperty(device => device.Brand, RecorderBrand.Hikvision), Ct));
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var forOffice = await office.GetAsync(Links.JobVendorLetter(number));
        Assert.Contains("SADP file and Hikvision support", forOffice.One("[data-label-photo]").TextContent, StringComparison.Ordinal);
        Assert.Empty(forOffice.All($"main a[href='{technician.Sheet}/photos']"));

        var page = await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}");
        page.One("[data-label-photo]");
        Assert.Equal("Take one", page.One($"main a[href='{technician.Sheet}/photos']").TextContent);
        (await technician.Client.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "hik-sadp"), ("Input.DeviceId", "7J03-A"))).ExpectRedirect(technician.Sheet);
        var drafted = (await technician.LoadAsync()).VendorCases.Single();
        (await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{drafted.Id}")).One("[data-label-photo]");
        (await office.GetAsync(Links.VendorLetter(drafted.Id))).One("[data-label-photo]");

        await AddLabelAsync(technician, byCustomer: false);

        Assert.Empty((await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{drafted.Id}")).All("[data-label-photo]"));
        Assert.Empty((await office.GetAsync(Links.VendorLetter(drafted.Id))).All("[data-label-photo]"));
    }

    /// <summary>Dahua's answer by file asks for no photo: nothing is said loud.</summary>
    [Fact]
    public async Task LetterPages_WhereTheVendorAsksForNoLabel_OnlyMentionIt()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}");

        Assert.Empty(page.All("[data-label-photo]"));
        Assert.Contains("There is no photo of the label yet.", page.Text, StringComparison.Ordinal);
    }

    private async Task AddLabelAsync(Technician technician, bool byCustomer)
    {
        if (byCustomer)
        {
            await app.Data.PhotoAsync(technician.JobId);
        }
        else
        {
            (await SendAsync(technician, ("Photos.Label", Pictures.Png(90, 60), "label.png"))).ExpectRedirect($"{technician.Sheet}/photos");
        }
    }

    private static async Task<SitePage> SendAsync(Technician technician, params (string Name, byte[] Content, string FileName)[] files)
    {
        (await technician.Client.GetAsync($"{technician.Sheet}/photos")).Expect(HttpStatusCode.OK);
        return await technician.Client.UploadAsync(Form, files);
    }

    private Task<List<EvidenceFile>> PhotosAsync(Technician technician) => app.DbAsync(db => db.EvidenceFiles.AsNoTracking().Where(file => file.JobId == technician.JobId).OrderBy(file => file.Id).ToListAsync(Ct));
}
