using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Inbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Who takes what of the inbox, in which order it stands, and who is told when nobody looks. Each test has an inbox of its own.</summary>
public sealed class InboxMarksTests : IAsyncLifetime
{
    private const string CommandLog = "Microsoft.EntityFrameworkCore.Database.Command";
    private readonly CleveSecApp app = new(new AppOptions { Settings = new Dictionary<string, string?> { [$"Logging:LogLevel:{CommandLog}"] = "Information" } });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Claim_BySomebody_IsShownToOthersAndCannotBeTakenFromThem()
    {
        var job = await this.app.Data.JobAsync();
        var (robin, sam) = (await this.PersonAsync("Robin O’Brien-Muñoz"), await this.PersonAsync("Sam Field"));
        using var one = await this.app.Data.SignInAsync(robin);
        using var other = await this.app.Data.SignInAsync(sam);
        await one.GetAsync("/staff");
        await other.GetAsync("/staff");

        (await ClickAsync(one, "Claim")).ExpectRedirect("/staff");
        var late = await ClickAsync(other, "Claim");

        late.Expect(HttpStatusCode.Conflict);
        Assert.Contains("Robin O’Brien-Muñoz has this.", late.One(".error-summary").TextContent, StringComparison.Ordinal);
        var row = (await other.GetAsync("/staff")).One(".queue__row");
        Assert.Contains("Robin O’Brien-Muñoz has this", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("button[formaction*='Claim']"));
        Assert.Equal(robin.Id, await this.app.DbAsync(db => db.InboxMarks.Select(mark => mark.ClaimedById).SingleAsync(Ct)));
        Assert.Contains(job.Number, (await one.GetAsync("/staff?view=mine")).One(".queue__row").TextContent, StringComparison.Ordinal);
        Assert.Empty((await other.GetAsync("/staff?view=mine")).All(".queue__row"));
        Assert.Empty((await other.GetAsync("/staff?view=unclaimed")).All(".queue__row"));
    }

    [Fact]
    public async Task Release_Own_IsFreeForOthers()
    {
        await this.app.Data.JobAsync();
        using var one = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await one.GetAsync("/staff");
        await ClickAsync(one, "Claim");
        await one.GetAsync("/staff?view=mine");

        (await ClickAsync(one, "Release")).ExpectRedirect("/staff?view=mine");

        await other.GetAsync("/staff");
        (await ClickAsync(other, "Claim")).ExpectRedirect("/staff");
    }

    [Fact]
    public async Task Claim_FiftyAtOnce_ExactlyOneHasIt()
    {
        await this.app.Data.JobAsync();
        var key = (await this.app.WithAsync<InboxQuery, IReadOnlyList<Waiting>>(query => query.RunAsync(Ct)))[0].Key;
        var people = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => this.app.Data.StaffAsync(StaffRole.Dispatcher)));

        var outcomes = await Task.WhenAll(people.Select(person => this.app.WithAsync<MarkWaiting, MarkOutcome>(marks => marks.ClaimAsync([key], new Actor(ActorRole.Dispatcher, person.Id, person.Name), Ct))));

        Assert.Equal(1, outcomes.Count(outcome => outcome is MarkOutcome.Marked));
        Assert.Equal(49, outcomes.Count(outcome => outcome is MarkOutcome.Taken));
    }

    [Fact]
    public async Task Assign_SeveralToAColleague_AreTheirs()
    {
        await this.app.Data.JobAsync();
        await this.app.Data.JobAsync();
        var sam = await this.PersonAsync("Sam Field");
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await client.GetAsync("/staff");

        (await AssignAsync(client, page, sam.Id.ToString())).ExpectRedirect("/staff");

        Assert.Equal([sam.Id, sam.Id], await this.app.DbAsync(db => db.InboxMarks.Select(mark => mark.ClaimedById!.Value).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Assign_OneOfThemIsAColleaguesMeanwhile_ChangesNothing()
    {
        await this.app.Data.JobAsync();
        await this.app.Data.JobAsync();
        var sam = await this.PersonAsync("Sam Field");
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await this.app.Data.SignInAsync(await this.PersonAsync("Robin Ames"));
        var page = await client.GetAsync("/staff");
        await other.GetAsync("/staff");
        await ClickAsync(other, "Claim");

        var refused = await AssignAsync(client, page, sam.Id.ToString());

        refused.Expect(HttpStatusCode.Conflict);
        Assert.Equal(2, refused.All(".queue__pick[checked]").Count);
        Assert.Equal(sam.Id.ToString(), refused.One("#to option[selected]").GetAttribute("value"));
        Assert.Contains("Robin Ames has this. Nothing was changed", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await this.app.DbAsync(db => db.InboxMarks.CountAsync(mark => mark.ClaimedById != null, Ct)));
    }

    [Theory]
    [InlineData("", "Choose a colleague.")]
    [InlineData("0198c0de-0000-7000-8000-000000000001", "Choose a colleague.")]
    public async Task Assign_ToNobody_IsAskedAgain(string to, string words)
    {
        await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = await client.GetAsync("/staff");

        var refused = await AssignAsync(client, page, to);

        refused.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(words, refused.One("#to_error").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("job")]
    [InlineData("job.x.y")]
    [InlineData("weapon.0198c0de000070008000000000000001.1")]
    [InlineData("job.0198c0de000070008000000000000001.99999999999999999999")]
    public async Task Claim_WhatIsNoKey_IsRefused(string key)
    {
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var token = (await client.GetAsync("/staff")).One("#one input").GetAttribute("value");

        var refused = await client.PostAsync("/staff/inbox?handler=Claim", ("Key", key), ("__RequestVerificationToken", token));

        refused.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await this.app.DbAsync(db => db.InboxMarks.CountAsync(Ct)));
    }

    [Fact]
    public async Task Done_FailedMail_LeavesTheInboxAndCannotBeDoneTwice()
    {
        await MailRows.AddAsync(this.app, Web.Data.OutboxState.Failed);
        using var one = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        using var other = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await one.GetAsync("/staff?view=mail");
        await other.GetAsync("/staff");

        (await ClickAsync(one, "Done")).ExpectRedirect("/staff?view=mail");

        Assert.Empty((await one.GetAsync("/staff")).All(".queue__row"));
        (await ClickAsync(other, "Done")).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Get_AllKinds_BlockedThenTodayThenUrgentThenByAge()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var old = await this.app.Data.JobAsync();
        this.app.Clock.Advance(Duration.FromMinutes(130));
        var today = await this.app.Data.JobAsync(JobStatus.Scheduled, await this.app.Data.StaffAsync(StaffRole.Technician), this.app.Clock.Now + Duration.FromHours(4));
        var blocked = await this.app.Data.JobAsync(JobStatus.AwaitingVendor, technician);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var rows = (await client.GetAsync("/staff")).All(".queue__row").Select(row => row.TextContent).ToList();

        Assert.Equal([blocked.Number, today.Number, old.Number], rows.Select(text => new[] { blocked, today, old }.Single(job => text.Contains(job.Number, StringComparison.Ordinal)).Number));
        Assert.Contains("Dana cannot go on", rows[0], StringComparison.Ordinal);
        Assert.Contains("for 2 h 10 min", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NotThereAtTheStartAndTheWayLater_IsRunningLate()
    {
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, technician, this.app.Clock.Now + Duration.FromHours(1));
        await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        var visit = job.LiveVisit!;
        var travel = Duration.Max(visit.WorkStart - visit.OccupiedStart, Duration.FromMinutes(5));
        this.app.Clock.Now = visit.WorkStart + travel - Duration.FromSeconds(1);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Empty((await client.GetAsync("/staff?view=late")).All(".queue__row"));

        this.app.Clock.Advance(Duration.FromSeconds(1));

        Assert.Contains("Dana is running late", (await client.GetAsync("/staff?view=late")).One(".queue__row").TextContent, StringComparison.Ordinal);
        this.app.Clock.Now = visit.WindowEnd - (visit.WorkStart - visit.OccupiedStart) + Duration.FromSeconds(1);
        using var later = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("Dana", (await later.GetAsync("/staff?view=late")).One(".queue__row").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_Words_FindNumberAndName()
    {
        var (one, other) = (await this.app.Data.JobAsync(), await this.app.Data.JobAsync());
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Contains(one.Number, (await client.GetAsync($"/staff?q={one.Number.ToLowerInvariant()}")).One(".queue__row").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await client.GetAsync("/staff?q=casey")).All(".queue__row").Count);
        Assert.Empty((await client.GetAsync("/staff?q=%3Cscript%3E%25")).All(".queue__row"));
        Assert.NotEqual(one.Number, other.Number);
    }

    [Fact]
    public async Task SaveView_NamedTwice_IsOneTabAndCanBeRemoved()
    {
        await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync("/staff?view=new&q=lake");
        (await client.SubmitAsync("form[action*='SaveView']", ("name", "Lakewood"))).ExpectRedirect("/staff?view=new&q=lake");
        await client.GetAsync("/staff?view=new&q=lakewood");
        await client.SubmitAsync("form[action*='SaveView']", ("name", "Lakewood"));

        var page = await client.GetAsync("/staff");

        Assert.Equal("/staff?view=new&q=lakewood", page.All("#inbox-tabs a").Single(tab => tab.TextContent.Contains("Lakewood", StringComparison.Ordinal)).GetAttribute("href"));
        using var other = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.DoesNotContain("Lakewood", (await other.GetAsync("/staff")).Text, StringComparison.Ordinal);
        var id = page.One("form[action*='RemoveView'] button").GetAttribute("value");
        await client.PostAsync("/staff/inbox?handler=RemoveView", ("id", id), ("__RequestVerificationToken", page.One("#one input").GetAttribute("value")));
        Assert.DoesNotContain("Lakewood", (await client.GetAsync("/staff")).One("#inbox-tabs").TextContent, StringComparison.Ordinal);
        (await client.SubmitAsync("form[action*='SaveView']", ("name", " "))).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Get_ByItselfWhileNothingChanged_Is304AndCountsAsSeenByNobody()
    {
        await this.app.Data.JobAsync();
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var first = await client.SendAsync(Background(null));
        var etag = first.Headers.ETag?.ToString();

        Assert.Equal(0, await this.app.DbAsync(db => db.InboxMarks.CountAsync(Ct)));
        (await client.SendAsync(Background(etag))).Expect(HttpStatusCode.NotModified);
        await this.app.Data.JobAsync();
        (await client.SendAsync(Background(etag))).Expect(HttpStatusCode.OK);
        await client.GetAsync("/staff");
        Assert.Equal(2, await this.app.DbAsync(db => db.InboxMarks.CountAsync(mark => mark.SeenAt != null, Ct)));
    }

    [Fact]
    public async Task Get_TwoHundredRows_TakesFourStatements()
    {
        await this.app.Database.AsOwnerAsync("""
            insert into call_requests (id, name, phone, at, language) select gen_random_uuid(), 'Caller ' || n, '+12165550123', '2026-11-24 12:00+00'::timestamptz + n * interval '1 second', 'English' from generate_series(1, 200) n
            """);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        var before = this.Statements();

        var page = await client.GetAsync("/staff");

        Assert.Equal(InboxPage.RowsShown, page.All(".queue__row").Count);
        Assert.StartsWith("Inbox (200)", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("first 100 of 200", page.Text, StringComparison.Ordinal);
        Assert.InRange(this.Statements() - before, 1, 4);
    }

    [Fact]
    public async Task Alert_UrgentAndUnseen_IsMailedOnceWhateverNodeLooks()
    {
        await using var second = new CleveSecApp(new AppOptions { Database = this.app.Database });
        await second.InitializeAsync();
        var person = await this.OnCallAsync();
        await this.BlockedAsync();
        Assert.Equal(0, await AlertAsync(this.app));
        this.app.Clock.Advance(Duration.FromMinutes(46));
        second.Clock.Now = this.app.Clock.Now;

        var told = await Task.WhenAll(Enumerable.Range(0, 10).Select(round => AlertAsync(round % 2 == 0 ? this.app : second)));

        Assert.Equal(1, told.Sum());
        var mail = await this.app.DbAsync(db => db.OutboxMails.SingleAsync(mail => mail.Kind == nameof(OnCallMail), Ct));
        Assert.Equal(person.Email, mail.ToAddress);
        Assert.Contains("cannot go on", mail.TextBody, StringComparison.Ordinal);
        this.app.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(0, await AlertAsync(this.app));
    }

    [Fact]
    public async Task Alert_AnotherOneWithinTenMinutes_WaitsForThem()
    {
        await this.OnCallAsync();
        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(10));
        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(1, await AlertAsync(this.app));
        this.app.Clock.Advance(Duration.FromMinutes(9));
        Assert.Equal(0, await AlertAsync(this.app));

        this.app.Clock.Advance(Duration.FromMinutes(2));

        Assert.Equal(1, await AlertAsync(this.app));
    }

    [Theory]
    [InlineData("seen")]
    [InlineData("closed")]
    [InlineData("nobody on call")]
    public async Task Alert_SeenOrClosedOrNobody_TellsNobody(string why)
    {
        var person = await this.OnCallAsync();
        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(46));
        if (why == "seen")
        {
            using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
            await client.GetAsync("/staff");
        }

        await this.app.Database.AsOwnerAsync(why switch
        {
            "closed" => "update office_settings set hours = '{Tuesday 08:00-09:00}'",
            "nobody on call" => "update office_settings set on_call_id = null",
            _ => "select 1",
        });

        Assert.Equal(0, await AlertAsync(this.app));
        Assert.NotNull(person);
    }

    [Fact]
    public async Task Alert_OfficeJustOpened_CountsFromThen()
    {
        await this.OnCallAsync();
        await this.BlockedAsync();
        await this.app.Database.AsOwnerAsync("update office_settings set hours = '{Tuesday 12:00-17:00}'");

        // 10:00 in New York when it begins; open for 14 minutes, then for 15.
        this.app.Clock.Now = TestClock.Default + Duration.FromMinutes(120 + 14);
        Assert.Equal(0, await AlertAsync(this.app));
        this.app.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(1, await AlertAsync(this.app));
    }

    [Fact]
    public async Task OnCall_Set_IsKeptAndChecked()
    {
        var person = await this.PersonAsync("Robin Ames");
        using var client = await this.app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync("/staff/settings/on-call");

        (await client.SubmitAsync("main form", ("Input.Person", person.Id.ToString()), ("Input.Minutes", "20"))).ExpectRedirect("/staff/settings/on-call");
        var page = await client.GetAsync("/staff/settings/on-call");
        Assert.Equal(person.Id.ToString(), page.One("option[selected]").GetAttribute("value"));
        Assert.Equal("20", page.One("#Input_Minutes").GetAttribute("value"));
        (await client.SubmitAsync("main form", ("Input.Minutes", "0"))).Expect(HttpStatusCode.UnprocessableEntity);
        var token = page.One("main form input[name=__RequestVerificationToken]").GetAttribute("value");
        (await client.PostAsync("/staff/settings/on-call", ("Input.Person", Guid.NewGuid().ToString()), ("Input.Minutes", "15"), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.UnprocessableEntity);
    }

    private int Statements() => this.app.Logs.Lines.Count(line => line.Category == CommandLog && line.Message.Contains("Executed", StringComparison.Ordinal));

    private static HttpRequestMessage Background(string? etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/staff");
        request.Headers.Add("X-Background", "1");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        return request;
    }

    /// <summary>Presses the first button of a row that does this, as a browser does for a button that belongs to another form.</summary>
    private static Task<SitePage> ClickAsync(SiteClient client, string handler)
    {
        var button = client.Page!.All($"button[formaction*='handler={handler}']")[0];
        return client.PostAsync(button.GetAttribute("formaction")!, ("Key", button.GetAttribute("value")), ("__RequestVerificationToken", client.Page.One("#one input").GetAttribute("value")));
    }

    private static Task<SitePage> AssignAsync(SiteClient client, SitePage page, string to) => client.PostAsync(page.One("#chosen").GetAttribute("action")!,
        [.. page.All(".queue__pick").Select(box => ("Key", box.GetAttribute("value"))), ("to", to), ("__RequestVerificationToken", page.One("#one input").GetAttribute("value"))]);

    private static Task<int> AlertAsync(CleveSecApp on) => on.WithAsync<AlertOnCall, int>(alert => alert.RunAsync(Ct));

    private Task<StaffMember> PersonAsync(string name) => this.app.Data.StaffAsync(StaffRole.Dispatcher, name);

    private async Task<StaffMember> OnCallAsync()
    {
        var person = await this.PersonAsync("Robin Ames");
        await this.app.Database.AsOwnerAsync("update office_settings set on_call_id = $1", person.Id);
        return person;
    }

    /// <summary>A technician who waits for the vendor's answer on site.</summary>
    private async Task<Job> BlockedAsync() => await this.app.Data.JobAsync(JobStatus.AwaitingVendor, await this.app.Data.StaffAsync(StaffRole.Technician));
}
