using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Features.Staff.Inbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>One of everything that can wait for a person, in one queue. Each test has an inbox of its own.</summary>
public sealed class InboxKindsTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Instant Now => this.app.Clock.Now;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Get_OneOfEveryKind_AllAreThereInTheOrderThatMatters()
    {
        await this.WhatRestsAsync();
        await this.WhatCannotWaitAsync();
        await this.WhatTodayDependsOnAsync();
        await this.WhoCannotGoOnAsync();
        this.app.Clock.Now = TestClock.Default + Duration.FromMinutes(160);
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var rows = (await client.GetAsync("/staff")).Expect(HttpStatusCode.OK).All(".queue__row");

        var kinds = rows.Select(row => row.GetAttribute("data-key")!.Split('.')[0]).ToList();
        Assert.Equal(InboxItem.Kinds.Order(), kinds.Distinct().Order());
        Assert.All(rows, row => Assert.NotEqual("", row.QuerySelector(".queue__text")!.TextContent.Trim()));
        Assert.All(rows, row => Assert.StartsWith("Waiting for ", row.QuerySelector(".queue__meta span")!.TextContent.Trim(), StringComparison.Ordinal));
        string[][] groups = [["blocked", "blocked", "second-person"], ["booking", "changed", "late", "mail", "running-late"], ["job", "owner-declined", "vendor", "vendor-answer"]];
        var from = 0;
        foreach (var group in groups)
        {
            Assert.Equal(group, kinds.Skip(from).Take(group.Length).Order());
            AssertByAge(rows.Skip(from).Take(group.Length));
            from += group.Length;
        }

        AssertByAge(rows.Skip(from));
        Assert.StartsWith($"Inbox ({rows.Count})", client.Page!.Document.Title, StringComparison.Ordinal);
        Assert.Contains("Nobody opened the door.", client.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serial_UnderTwoCustomers_IsOneRowUntilItIsSettled()
    {
        var (first, second) = (await this.app.Data.JobAsync(), await this.app.Data.JobAsync());
        await this.SerialAsync(first, "DS-7608NI 0815");
        await this.SerialAsync(second, "ds7608ni-0815");
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var row = Assert.Single(await RowsAsync(client));
        Assert.Contains("One serial under two customers", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(second.Number, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("ds7608ni-0815 also stands under Casey Morgan", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("button[formaction*='Done']"));

        var recorder = row.QuerySelector("a.button--primary")!.GetAttribute("href")!;
        (await client.GetAsync(recorder)).Expect(HttpStatusCode.OK);
        (await client.SubmitAsync("form[action*='handler=Settle']", ("Reason", "Sold on, the bill was seen."))).ExpectRedirect(recorder);
        Assert.Empty(await RowsAsync(client));

        var third = await this.app.Data.JobAsync();
        await this.SerialAsync(third, "DS7608NI0815");
        Assert.Contains(third.Number, Assert.Single(await RowsAsync(client)).TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobStatus.Closed, 29, true)]
    [InlineData(JobStatus.Closed, 31, false)]
    [InlineData(JobStatus.NotRecovered, 400, true)]
    public async Task Serial_OfJobsThatAreOver_IsSaidForThirtyDays(JobStatus status, int days, bool appears)
    {
        await this.SerialAsync(await this.app.Data.JobAsync(status), "SAME-0000123");
        await this.SerialAsync(await this.app.Data.JobAsync(JobStatus.Closed), "same 0000123");
        this.app.Clock.Advance(Duration.FromDays(days));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Equal(appears ? 1 : 0, (await RowsAsync(client)).Count);
    }

    [Fact]
    public async Task Serial_ReadOnSiteToday_IsUrgentAndWaitsSinceThen()
    {
        await this.SerialAsync(await this.app.Data.JobAsync(), "SAME-0000123");
        var technician = await this.app.Data.StaffAsync(StaffRole.Technician);
        var job = await this.app.Data.JobAsync(JobStatus.OnSite, technician);
        this.app.Clock.Advance(Duration.FromMinutes(10));
        await this.app.Data.ActAsync(job.Id, technician, (it, step) => it.IdentifyRecorder(it.Recorders[0].Id, null, "same0000123", step));
        this.app.Clock.Advance(Duration.FromMinutes(5));
        using var client = await this.app.Data.SignInAsync(StaffRole.Dispatcher);

        var row = Assert.Single(await RowsAsync(client));

        Assert.Equal("true", row.GetAttribute("data-urgent"));
        Assert.Contains("Waiting for 5 minutes", row.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AngleSharp.Dom.IElement>> RowsAsync(SiteClient client) =>
        [.. (await client.GetAsync("/staff")).All(".queue__row").Where(row => row.GetAttribute("data-key")!.StartsWith("serial.", StringComparison.Ordinal))];

    private static void AssertByAge(IEnumerable<AngleSharp.Dom.IElement> rows)
    {
        var times = rows.Select(row => row.GetAttribute("data-key")!.Split('.')[2]).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
    }

    /// <summary>What has no haste, oldest first whatever it is.</summary>
    private async Task WhatRestsAsync()
    {
        var data = this.app.Data;
        var report = await data.JobAsync();
        var sentBack = await this.ConfirmedAsync(Duration.FromMinutes(30));
        await data.ActAsync(sentBack.Id, await this.TechnicianOfAsync(sentBack), (it, step) => it.Depart(step));
        await data.ActAsync(sentBack.Id, await this.TechnicianOfAsync(sentBack), (it, step) => it.NoAccess("Nobody opened the door.", step));
        await data.JobAsync(JobStatus.Refused);
        await data.PhotoAsync(report.Id);
        await MailRows.AddAsync(this.app, OutboxState.Failed);
        await data.JobAsync(JobStatus.Scheduled);
        var stranded = await this.ConfirmedAsync(Duration.FromHours(26));
        await this.SerialAsync(report, "SAME-0000123");
        await this.SerialAsync(await data.JobAsync(), "same 0000123");
        await this.app.DbAsync(async db =>
        {
            (await db.Staff.AsSplitQuery().SingleAsync(staff => staff.Id == stranded.LiveVisit!.TechnicianId, Ct)).AddAbsence(stranded.LiveVisit!.Window, "Surgery");
            db.CustomerNotes.Add(new CustomerNote { Id = Guid.CreateVersion7(), JobId = report.Id, Text = "The gate is locked after six.", At = this.Now });
            db.Messages.Add(Message.ByPhone(report.Id, "The visit was moved", this.Now));
            db.CallRequests.Add(new CallRequest { Id = Guid.CreateVersion7(), Name = "Lucía Ñandú", Phone = "+12165550142", At = this.Now });
            db.GuideComments.Add(new GuideComment { Id = Guid.CreateVersion7(), Slug = "qr-code", Name = "Ana", Text = "The code is refused. Why?", State = CommentState.Waiting, At = this.Now, ConfirmedAt = this.Now });
            var technician = (await data.StaffAsync(StaffRole.Technician)).Id;
            var feed = new BusyFeed { Id = Guid.CreateVersion7(), TechnicianId = technician, SealedUrl = "x", Host = "calendar.example", CreatedAt = this.Now, FailingSince = this.Now, Error = "It does not answer." };
            var clash = OtherWork.Enter(OtherWorkKind.Errand, "Busy (calendar)", null, null, new Interval(this.Now + Duration.FromHours(20), this.Now + Duration.FromHours(21)), "Calendar", this.Now, feed.Id, "1");
            clash.StandsInTheWayOf(report.Number);
            db.AddRange(feed, clash);
            return await db.SaveChangesAsync(Ct);
        });
        await this.app.Database.AsOwnerAsync("update travel_settings set road_server_failing_since = $1, road_server_error = 'Refused.'", this.Now.ToDateTimeUtc());
    }

    /// <summary>Reports that cannot wait.</summary>
    private async Task WhatCannotWaitAsync()
    {
        var job = await this.app.Data.JobAsync();
        await this.app.Database.AsOwnerAsync("update jobs set call_back = 'OwnerNotKnown' where id = $1", job.Id);
        var (asked, _) = await this.app.Data.AskOwnerAsync(job.Id);
        await this.app.Data.ActAsync(job.Id, Actor.Homeowner("Casey Morgan"), (it, step) => it.DeclineByOwner(asked.Id, "I know nobody of that name.", step));
    }

    private async Task WhatTodayDependsOnAsync()
    {
        await this.ConfirmedAsync(Duration.FromMinutes(20));
        await this.ConfirmedAsync(Duration.FromMinutes(120));
        await this.ConfirmedAsync(Duration.FromHours(6));
        var booked = await this.app.Data.JobAsync(JobStatus.Scheduled, await this.app.Data.StaffAsync(StaffRole.Technician), this.Now + Duration.FromHours(5));
        var mail = await MailRows.AddAsync(this.app, OutboxState.Waiting);
        await this.app.DbAsync(db => db.OutboxMails.Where(row => row.Id == mail.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.JobId, booked.Id).SetProperty(row => row.Tries, 1).SetProperty(row => row.LastError, "Connection refused"), Ct));
    }

    /// <summary>One waits for the vendor, whose answer to something else ends soon; one does not find out whose it is.</summary>
    private async Task WhoCannotGoOnAsync()
    {
        await this.app.Data.JobAsync(JobStatus.AwaitingVendor);
        await this.app.Data.JobAsync(JobStatus.OnSite);
        await this.app.Data.AskSecondPersonAsync();
        await this.app.Database.AsOwnerAsync("update vendor_cases set answer_valid_until = $1, answer_expected_by = $2", (this.Now + Duration.FromHours(20)).ToDateTimeUtc(), this.Now.ToDateTimeUtc());
        await this.app.DbAsync(db =>
        {
            db.VendorAnswers.Add(new VendorAnswer { Id = Guid.CreateVersion7(), Uid = 1, Fingerprint = [1], CameAt = this.Now, ReadAt = this.Now });
            return db.SaveChangesAsync(Ct);
        });
    }

    private async Task<Job> ConfirmedAsync(Duration ahead)
    {
        var job = await this.app.Data.JobAsync(JobStatus.Scheduled, await this.app.Data.StaffAsync(StaffRole.Technician), this.Now + ahead);
        return await this.app.Data.ActAsync(job.Id, await this.app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
    }

    private Task<StaffMember> TechnicianOfAsync(Job job) => this.app.DbAsync(db => db.Staff.AsNoTracking().AsSplitQuery().SingleAsync(staff => staff.Id == job.LiveVisit!.TechnicianId, Ct));

    private Task<int> SerialAsync(Job job, string serial) => this.app.DbAsync(db =>
        db.Recorders.Where(row => row.Id == job.Recorders[0].RecorderId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Serial, serial), Ct));
}
