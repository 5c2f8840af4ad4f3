using System.Net;
using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Certificates;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Jobs.Timeline;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Everything of a job in one list: filtered, in both orders, page by page, and as a file that is safe to open.</summary>
public sealed class TimelineTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Timeline_OfAJobWithEverything_HasEachKind()
    {
        var (number, office) = await FullJobAsync();
        using var client = office;

        var page = await client.GetAsync($"/staff/jobs/{number}/timeline");

        Assert.All(
            ["Closed, the customer can read the summary", "Mail: ", "Text: a code", "To phone: Call them", "Phoned: Call them", "The customer wrote: Is it done?", "Noted when it was reported: Side door.", "Photo: label", "Authorization form signed by Casey Morgan", "Photo viewed", $"Certificate {number}-1 issued"],
            words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.Contains($"/staff/jobs/{number}/timeline", (await client.GetAsync($"/staff/jobs/{number}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind=certificate", "Certificates")]
    [InlineData("kind=file", "Photos and signed forms")]
    [InlineData("kind=look", "Looks and exports")]
    [InlineData("kind=Message&kind=nonsense&kind=3", "Messages of the customer")]
    public async Task Timeline_Filtered_HasThatKindOnly(string query, string kind)
    {
        var (number, office) = await FullJobAsync();
        using var client = office;

        var page = await client.GetAsync($"/staff/jobs/{number}/timeline?{query}");

        Assert.NotEmpty(page.All("ol.timeline > li"));
        Assert.All(page.All("ol.timeline > li"), line => Assert.Contains(kind, line.QuerySelector(".muted.small")!.TextContent, StringComparison.Ordinal));
        Assert.Single(page.All("input[name=kind][checked]"));
    }

    [Fact]
    public async Task Timeline_VendorAndSecondPerson_AreInTheList()
    {
        var waiting = await app.Data.JobAsync(JobStatus.AwaitingVendor);
        var asked = await app.Data.AskSecondPersonAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Contains("Vendor case: Dahua", (await office.GetAsync($"/staff/jobs/{waiting.Number}/timeline?kind=vendor")).Text, StringComparison.Ordinal);
        Assert.Contains("Both are here and signed.", (await office.GetAsync($"/staff/jobs/{asked.Number}/timeline?kind=secondperson")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing of that kind", (await office.GetAsync($"/staff/jobs/{waiting.Number}/timeline?kind=certificate")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeline_WithHundredsOfEntries_HasPagesInBothOrders()
    {
        var job = await app.Data.JobAsync();
        await NotesAsync(job.Id, Enumerable.Range(1, 250).Select(n => $"Note number {n:000}"));
        using var office = await app.Data.SignInAsync(StaffRole.Admin);

        var (first, second, last) = (await Page("kind=message"), await Page("kind=message&p=2"), await Page("kind=message&order=oldest&p=99"));

        Assert.Equal([TimelineModel.PageSize, TimelineModel.PageSize, 50], [first.Count, second.Count, last.Count]);
        Assert.Equal(["Note number 250", "Note number 150", "Note number 250"], [first[0], second[0], last[^1]]);

        async Task<List<string>> Page(string query) =>
            [.. (await office.GetAsync($"/staff/jobs/{job.Number}/timeline?{query}")).All("ol.timeline > li").Select(line => line.TextContent[line.TextContent.IndexOf("Note number", StringComparison.Ordinal)..][..15])];
    }

    [Fact]
    public async Task Export_OfWhatIsChosen_IsSafeToOpenAndWrittenToTheAudit()
    {
        var job = await app.Data.JobAsync();
        await NotesAsync(job.Id, ["=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@SUM(1)", "\tTab", "Said \"no\", twice", "O'Brien-Muñoz"]);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var href = (await office.GetAsync($"/staff/jobs/{job.Number}/timeline?kind=message&order=oldest")).One("a[download]").GetAttribute("href")!;

        var file = (await office.GetAsync(href)).Expect(HttpStatusCode.OK);

        Assert.Equal(Encoding.UTF8.GetPreamble(), file.Content[..3]);
        Assert.Equal(("text/csv", $"{job.Number}-timeline.csv"), (file.ContentHeaders.ContentType!.MediaType, file.ContentHeaders.ContentDisposition!.FileName));
        var lines = Encoding.UTF8.GetString(file.Content[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.Equal(
            ["\"'=HYPERLINK(\"\"http://evil.example\"\")\"", "'+1", "'-1", "'@SUM(1)", "\"'\tTab\"", "\"Said \"\"no\"\", twice\"", "O'Brien-Muñoz"],
            lines[1..].Select(line => line[(line.IndexOf("wrote,", StringComparison.Ordinal) + 6)..^",Casey Morgan,".Length]));
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "timeline exported" && entry.Subject == job.Number && entry.Detail == "7 entries: message", Ct)));
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Cell_OfAnyText_IsNoFormula(string? text, string cell) => Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public async Task Timeline_ForATechnician_OrOfNoJob_IsNotFound()
    {
        var staff = await app.Data.StaffAsync(StaffRole.Technician);
        var job = await app.Data.JobAsync(JobStatus.Scheduled, staff);
        using var technician = await app.Data.SignInAsync(staff);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        (await technician.GetAsync($"/staff/jobs/{job.Number}/timeline")).Expect(HttpStatusCode.NotFound);
        (await technician.GetAsync($"/staff/jobs/{job.Number}/timeline.csv")).Expect(HttpStatusCode.NotFound);
        (await office.GetAsync("/staff/jobs/CS-2026-99999/timeline")).Expect(HttpStatusCode.NotFound);
        (await office.GetAsync("/staff/jobs/nonsense/timeline.csv")).Expect(HttpStatusCode.NotFound);
    }

    private async Task<(string Number, SiteClient Office)> FullJobAsync()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.Refused);
        var job = await technician.LoadAsync();
        var verified = await app.Data.StaffAsync(StaffRole.Technician);
        var photo = await app.Data.PhotoAsync(job.Id);
        await NotesAsync(job.Id, ["Is it done?"]);
        await app.DbAsync(db =>
        {
            var call = Message.ByPhone(job.Id, "Call them", app.Clock.Now);
            call.Done("Dana", app.Clock.Now + Duration.FromMinutes(1));
            db.Messages.Add(call);
            db.OutboxTexts.Add(new OutboxText { Id = Guid.CreateVersion7(), JobId = job.Id, Kind = "Code", ToPhone = "+12165550100", SealedText = "", State = TextState.Sent, CreatedAt = app.Clock.Now, NextTryAt = app.Clock.Now });
            return db.SaveChangesAsync(Ct);
        });
        await app.Database.AsOwnerAsync(
            "insert into authorizations (id, job_id, visit_id, text_version, language, signed_name, at, witness_id, witness_name, purge_at) values (gen_random_uuid(), $1, $2, '2026-11-27', 'English', 'Casey Morgan', now(), $3, 'Terry Fields', now())",
            job.Id, technician.VisitId, verified.Id);
        await app.Database.AsOwnerAsync("update jobs set notes = 'Side door.' where id = $1", job.Id);
        var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await office.GetAsync($"/staff/jobs/{job.Number}/photos/{photo}.webp")).Expect(HttpStatusCode.OK);
        return (job.Number, office);
    }

    private Task NotesAsync(Guid jobId, IEnumerable<string> texts) => app.DbAsync(db =>
    {
        db.CustomerNotes.AddRange(texts.Select((text, n) => new CustomerNote { Id = Guid.CreateVersion7(), JobId = jobId, Text = text, At = app.Clock.Now + Duration.FromSeconds(n) }));
        return db.SaveChangesAsync(Ct);
    });
}
