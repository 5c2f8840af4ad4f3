using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Bookings taken on the phone. An app a test: the windows depend on who works.</summary>
public sealed class NewJobTests : IAsyncLifetime
{
    private const string Form = "form#new-job";
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Post_CallerOnFile_BooksForTheSamePersonSiteAndRecorder()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        var earlier = await this.app.Data.LoadAsync((await this.app.Data.JobAsync()).Id);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Links.NewJob);
        var recorder = earlier.Recorders[0].Recorder.Id;

        await this.LookAsync(client, ("Input.Phone", "216.555.0123"));
        await this.LookAsync(client, ("Input.Customer", earlier.CustomerId.ToString()));
        var page = await this.LookAsync(client, ("Input.Site", earlier.SiteId.ToString()));
        Assert.Contains(earlier.Number, page.Text, StringComparison.Ordinal);
        var window = FirstWindow(page);
        var booked = await client.SubmitAsync(Form, ("Input.Recorders", recorder.ToString()), ("Input.Trouble", "ForgottenPassword"), ("Input.Choice", window));

        var job = await this.app.DbAsync(db => db.Jobs.AsNoTracking().Include(row => row.Recorders).Include(row => row.Visits).AsSplitQuery().SingleAsync(row => row.Id != earlier.Id, Ct));
        booked.ExpectRedirect(Links.Job(job.Number));
        Assert.Equal((earlier.CustomerId, earlier.SiteId, recorder), (job.CustomerId, job.SiteId, job.Recorders[0].RecorderId));
        Assert.Equal((JobStatus.Scheduled, VisitStatus.Confirmed), (job.Status, job.LiveVisit!.Status));
    }

    [Fact]
    public async Task Post_NewCustomerWithTheSameNumberAndMail_LeavesTheOtherRecordAlone()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        var earlier = await this.app.Data.LoadAsync((await this.app.Data.JobAsync()).Id);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.BookAsync(client, ("Input.Phone", "216-555-0123"), ("Input.Name", "Ana O'Brien-Muñoz"), ("Input.Email", "casey@example.com"));

        var customers = await this.app.DbAsync(db => db.Customers.AsNoTracking().OrderBy(customer => customer.CreatedAt).ToListAsync(Ct));
        Assert.Equal(["Casey Morgan", "Ana O'Brien-Muñoz"], customers.Select(customer => customer.Name));
        Assert.Equal(earlier.CustomerId, customers[0].Id);
    }

    [Fact]
    public async Task Post_NoMailAddress_MakesATaskToPhone()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.BookAsync(client, ("Input.Email", ""));

        Assert.Equal(MessageChannel.Phone, (await this.app.DbAsync(db => db.Messages.AsNoTracking().SingleAsync(Ct))).Channel);
    }

    [Fact]
    public async Task Post_WithoutAVisit_WaitsInTheInbox()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        await this.BookAsync(client, ("Input.Choice", "none"));

        var job = await this.app.DbAsync(db => db.Jobs.AsNoTracking().Include(row => row.Visits).SingleAsync(Ct));
        Assert.Equal((JobStatus.Reported, 0), (job.Status, job.Visits.Count));
        Assert.Contains(job.Number, (await client.GetAsync(Links.Inbox)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AgainstARule_AsksForAReasonThenMarksTheJob()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var asked = await this.BookAsync(client, ("Input.Choice", "other"), ("Input.OtherDate", "2026-11-28"), ("Input.OtherStart", "19:00"));
        asked.Expect(HttpStatusCode.Conflict);
        Assert.Empty(await this.app.DbAsync(db => db.Jobs.Select(job => job.Id).ToListAsync(Ct)));
        Assert.Equal("100 Public Square", asked.One("#Input_Street").GetAttribute("value"));
        (await client.SubmitAsync(Form, ("Input.Reason", "The owner's shop opens again tomorrow"))).Expect(HttpStatusCode.Redirect);

        var job = await this.app.DbAsync(db => db.Jobs.AsNoTracking().SingleAsync(Ct));
        Assert.True(job.RulesOverridden);
        Assert.Contains("The owner's shop opens again tomorrow", (await client.GetAsync(Links.Job(job.Number))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SameFormTwice_BooksOnce()
    {
        await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Links.NewJob);
        var page = await this.LookAsync(client, Typed);
        (string, string?)[] all = [.. Typed, ("Input.Choice", FirstWindow(page))];

        var answers = await Task.WhenAll(client.SubmitAsync(Form, all), client.SubmitAsync(Form, all));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Redirect));
        Assert.Equal(1, await this.app.DbAsync(db => db.Jobs.CountAsync(Ct)));
    }

    [Fact]
    public async Task Post_TakenMeanwhile_KeepsWhatWasTypedAndShowsWhatIsFree()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Links.NewJob);
        var window = FirstWindow(await this.LookAsync(client, Typed));
        await this.app.Data.StaffAsync(StaffRole.Dispatcher);
        await this.app.DbAsync(async db =>
        {
            var staff = await db.Staff.AsSplitQuery().SingleAsync(row => row.Id == technician.Id, Ct);
            staff.AddAbsence(new NodaTime.Interval(this.app.Clock.Now, NodaTime.Instant.FromUnixTimeSeconds(long.Parse(window, System.Globalization.CultureInfo.InvariantCulture)) + NodaTime.Duration.FromHours(4)), "ill");
            return await db.SaveChangesAsync(Ct);
        });

        var refused = await client.SubmitAsync(Form, [.. Typed, ("Input.Choice", window)]);

        // Without a reason an absence is a rule that stands against it; the window is not offered any more.
        refused.Expect(HttpStatusCode.Conflict);
        Assert.DoesNotContain(window, refused.All("input[name='Input.Choice']").Select(choice => choice.GetAttribute("value")));
        Assert.Equal("Ana O'Brien-Muñoz", refused.One("#Input_Name").GetAttribute("value"));
    }

    [Fact]
    public async Task Post_Empty_SaysWhatIsMissingBesideTheFields()
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync(Links.NewJob);

        var page = (await client.SubmitAsync(Form)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(7, page.All(".field__error").Count);
    }

    private static (string Name, string? Value)[] Typed =>
    [
        ("Input.Phone", "(216) 555-0142"), ("Input.Brand", "Dahua"), ("Input.Trouble", "ForgottenPassword"), ("Input.Zip", TestData.Zip), ("Input.Name", "Ana O'Brien-Muñoz"),
        ("Input.Email", "ana@example.com"), ("Input.Street", "100 Public Square"),
    ];

    private static string FirstWindow(SitePage page) => page.All("input[name='Input.Choice']")[0].GetAttribute("value")!;

    private Task<SitePage> LookAsync(SiteClient client, params (string Name, string? Value)[] typed)
    {
        var page = client.Page!;
        var values = FormFields.Of((AngleSharp.Html.Dom.IHtmlFormElement)page.One(Form), typed);
        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, Links.NewJobLook) { Content = new FormUrlEncodedContent(values) });
    }

    private async Task<SitePage> BookAsync(SiteClient client, params (string Name, string? Value)[] other)
    {
        await client.GetAsync(Links.NewJob);
        var page = await this.LookAsync(client, Typed);
        (string Name, string? Value)[] all = [.. Typed.Append((Name: "Input.Choice", Value: FirstWindow(page))).Where(field => other.All(given => given.Name != field.Name)), .. other];
        return await client.SubmitAsync(Form, all);
    }
}
