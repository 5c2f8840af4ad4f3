using System.Text.RegularExpressions;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Tech;
using CleveSec.IntegrationTests.Vendors;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Evidence;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Evidence;

/// <summary>Export, legal hold and who looked are reached from every job, and every look is among those shown.</summary>
public sealed partial class EvidenceLooksTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task JobPage_WithSignedFormsAndNoPhoto_LeadsToExportHoldAndLooks()
    {
        var job = await app.Data.JobAsync(JobStatus.Closed);
        Assert.True(await app.DbAsync(db => db.Authorizations.AnyAsync(form => form.JobId == job.Id, Ct)));
        Assert.False(await app.DbAsync(db => db.EvidenceFiles.AnyAsync(file => file.JobId == job.Id, Ct)));
        using var admin = await app.Data.SignInAsync(StaffRole.Admin);

        var link = (await admin.GetAsync(Links.Job(job.Number))).One($"main a.button[href='{Links.JobPhotos(job.Number)}']");

        Assert.Equal("Export, and who looked", link.TextContent.Trim());
        var page = await admin.GetAsync(Links.JobPhotos(job.Number));
        page.One("form[action$='handler=Export']");
        page.One($"a[href='{Links.JobHold(job.Number)}']");
    }

    [Fact]
    public async Task Looks_AtACertificateAndOfALetterThatTookThePhotoAlong_AreShownOnTheJobsOwnPageAlone()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        var photo = await app.Data.PhotoAsync(technician.JobId);
        await app.DbAsync(db => db.EvidenceFiles.Where(file => file.Id == photo).ExecuteUpdateAsync(set => set.SetProperty(file => file.SeenAt, app.Clock.Now), Ct));
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter?recorder={technician.Recorder()}");
        (await technician.Client.UploadAsync("main form", [("Input.File", VendorLetters.Export, "export.xml")], null, ("Input.Method", "dahua-xml"), ("Input.DeviceId", "7J03-A"))).ExpectRedirect(technician.Sheet);
        await technician.Client.GetAsync($"{technician.Sheet}/vendor-letter/{(await technician.LoadAsync()).VendorCases[0].Id}");
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        using var office = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin Quill"));
        var closed = await app.Data.JobAsync(JobStatus.Closed);
        await office.GetAsync(Links.JobCertificate(closed.Number));
        if ((await office.GetAsync(Links.JobCertificate(closed.Number))).All("main form[method=post] button") is [_, ..])
        {
            await office.SubmitAsync("main form[method=post]");
            await office.GetAsync(Links.JobCertificate(closed.Number));
        }

        var ofClosed = (await office.GetAsync(Links.JobPhotos(closed.Number))).One("#looks-title + ul").TextContent;
        var ofOpen = (await office.GetAsync(Links.JobPhotos((await technician.LoadAsync()).Number))).One("#looks-title + ul").TextContent;

        Assert.Contains("Robin Quill, certificate viewed", ofClosed, StringComparison.Ordinal);
        Assert.DoesNotContain("sent to vendor", ofClosed, StringComparison.Ordinal);
        Assert.Contains($"{technician.Staff.Name}, photo sent to vendor", ofOpen, StringComparison.Ordinal);
        Assert.Contains(photo.ToString(), ofOpen, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", ofOpen, StringComparison.Ordinal);
    }

    /// <summary>A new look or hand-out that is written to the audit needs its name in the list; what only changes something else is told apart by its words.</summary>
    [Fact]
    public void Looks_ThatTheSiteWritesToTheAudit_AreAllShown()
    {
        var written = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CleveSec.Web"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Look().Matches(File.ReadAllText(file)).Select(match => match.Groups["action"].Value)).Distinct().ToList();

        Assert.Contains("photo viewed", written);
        Assert.Contains("vendor answer downloaded", written);
        Assert.All(written, action => Assert.Contains(action, EvidenceLooksQuery.Actions));
    }

    [GeneratedRegex("(?:audit\\.Add\\([^;]*?|const string Action = )\"(?<action>[a-z ]+ (?:viewed|downloaded|exported|sent to vendor|erased|purged|hold begun|hold ended))\"")]
    private static partial Regex Look();
}
