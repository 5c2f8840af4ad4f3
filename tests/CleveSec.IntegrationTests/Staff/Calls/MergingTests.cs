using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.Calls;

public sealed class MergingTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_SomebodyWithTheSameNumber_IsSuggestedAndNeverJoined()
    {
        var (kept, other) = await this.TwoAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await client.GetAsync($"/staff/customers/{kept.CustomerId}");

        Assert.Contains(page.All("main a"), link => link.GetAttribute("href") == $"/staff/customers/{kept.CustomerId}/merge?with={other.CustomerId}");
        Assert.Contains("same number", page.Text, StringComparison.Ordinal);
        Assert.Equal(other.CustomerId, (await app.Data.LoadAsync(other.Id)).CustomerId);
    }

    [Fact]
    public async Task Merge_WithoutLooking_IsRefused()
    {
        var (kept, other) = await this.TwoAsync();
        using var client = await this.OpenAsync(kept, other);

        (await client.SubmitAsync("main form")).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(other.CustomerId, (await app.Data.LoadAsync(other.Id)).CustomerId);
    }

    [Fact]
    public async Task Merge_TwoAtTheSameDoor_MovesEverythingToTheKeptOne()
    {
        var (kept, other) = await this.TwoAsync();
        using var client = await this.OpenAsync(kept, other);

        (await client.SubmitAsync("main form", ("Input.Name", other.CustomerId.ToString()), ("Input.Sure", "true"))).ExpectRedirect($"/staff/customers/{kept.CustomerId}");

        var moved = await app.Data.LoadAsync(other.Id);
        Assert.Equal((kept.CustomerId, kept.SiteId), (moved.CustomerId, moved.SiteId));
        (await client.GetAsync($"/staff/customers/{other.CustomerId}")).ExpectRedirect($"/staff/customers/{kept.CustomerId}");
        (await client.GetAsync($"/staff/sites/{other.SiteId}")).ExpectRedirect($"/staff/sites/{kept.SiteId}");
        var page = await client.GetAsync($"/staff/customers/{kept.CustomerId}");
        Assert.Equal("Casey Other", page.One("h1").TextContent);
        Assert.Contains(other.Number, page.Text, StringComparison.Ordinal);
        Assert.Contains(kept.Number, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_WithOpenSessions_GivesNobodyTheJobOfAnother()
    {
        var (kept, other) = await this.TwoAsync(JobStatus.Scheduled);
        using var keptCustomer = await app.Data.CustomerClientAsync(kept.Id);
        using var otherCustomer = await app.Data.CustomerClientAsync(other.Id);
        using var client = await this.OpenAsync(kept, other);

        await client.SubmitAsync("main form", ("Input.Sure", "true"));

        foreach (var (customer, own, foreign) in new[] { (keptCustomer, kept, other), (otherCustomer, other, kept) })
        {
            foreach (var path in new[] { "/visit", "/visit/change", "/visit/photos", "/visit/message", "/visit/reach", "/visit/cancel" })
            {
                var page = (await customer.GetAsync(path)).Expect(HttpStatusCode.OK);
                Assert.DoesNotContain(foreign.Number, page.Body, StringComparison.Ordinal);
            }

            Assert.Contains(own.Number, (await customer.GetAsync("/visit")).Body, StringComparison.Ordinal);
            Assert.Contains(own.Number, (await customer.GetAsync("/visit/calendar.ics")).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Undo_NothingChangedSince_RestoresExactlyWhatWas()
    {
        var (kept, other) = await this.TwoAsync(JobStatus.Scheduled);
        var before = await this.PictureAsync(kept, other);
        using var client = await this.OpenAsync(kept, other);
        await client.SubmitAsync("main form", ("Input.Name", other.CustomerId.ToString()), ("Input.Phone", other.CustomerId.ToString()), ("Input.Email", other.CustomerId.ToString()), ("Input.Sure", "true"));
        Assert.NotEqual(before, await this.PictureAsync(kept, other));
        await client.GetAsync($"/staff/customers/{kept.CustomerId}");

        (await client.SubmitAsync("form[action*='handler=Undo']")).ExpectRedirect($"/staff/customers/{kept.CustomerId}");

        Assert.Equal(before, await this.PictureAsync(kept, other));
        (await client.GetAsync($"/staff/customers/{other.CustomerId}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Undo_TheKeptOneWasCorrectedSince_IsRefusedKindly()
    {
        var (kept, other) = await this.TwoAsync();
        using var client = await this.OpenAsync(kept, other);
        await client.SubmitAsync("main form", ("Input.Sure", "true"));
        await client.GetAsync($"/staff/customers/{kept.CustomerId}/correct");
        await client.SubmitAsync("main form", ("Input.Name", "Corrected Since"));
        await client.GetAsync($"/staff/customers/{kept.CustomerId}");

        var page = (await client.SubmitAsync("form[action*='handler=Undo']")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("were changed since", page.Text, StringComparison.Ordinal);
        Assert.Equal(kept.CustomerId, (await app.Data.LoadAsync(other.Id)).CustomerId);
    }

    [Fact]
    public async Task Undo_AJobWasMadeSinceAtAMovedSite_IsRefusedAndNamesIt()
    {
        var (kept, other) = await this.TwoAsync(otherStreet: "77 Elsewhere Rd");
        using var client = await this.OpenAsync(kept, other);
        await client.SubmitAsync("main form", ("Input.Sure", "true"));
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            select gen_random_uuid(), 'CS-1997-' || nextval('job_numbers') + 10000, 'Reported', customer_id, site_id, trouble, reported_at, false, false, service_id from jobs where id = {other.Id}
            """, Ct));
        await client.GetAsync($"/staff/customers/{kept.CustomerId}");

        var page = (await client.SubmitAsync("form[action*='handler=Undo']")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("CS-1997-", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_AfterThirtyDays_IsNotOfferedAndRefused()
    {
        var (kept, other) = await this.TwoAsync();
        using (var client = await this.OpenAsync(kept, other))
        {
            await client.SubmitAsync("main form", ("Input.Sure", "true"));
            await client.GetAsync($"/staff/customers/{kept.CustomerId}");
        }

        var merge = await app.DbAsync(db => db.RecordMerges.SingleAsync(row => row.KeptId == kept.CustomerId, Ct));
        await app.DbAsync(db => db.RecordMerges.Where(row => row.Id == merge.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UndoUntil, app.Clock.Now), Ct));
        using var later = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = await later.GetAsync($"/staff/customers/{kept.CustomerId}");
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");

        Assert.Empty(page.All("form[action*='handler=Undo']"));
        (await later.PostAsync($"/staff/customers/{kept.CustomerId}?handler=Undo&merge={merge.Id}", ("__RequestVerificationToken", token))).Expect(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Merge_TwoPeopleAtOnce_OneWinsAndTheOtherIsTold()
    {
        var (kept, other) = await this.TwoAsync();
        using var first = await this.OpenAsync(kept, other);
        using var second = await this.OpenAsync(other, kept);

        var answers = await Task.WhenAll(first.SubmitAsync("main form", ("Input.Sure", "true")), second.SubmitAsync("main form", ("Input.Sure", "true")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound);
        Assert.Equal(1, await app.DbAsync(db => db.RecordMerges.CountAsync(row => row.KeptId == kept.CustomerId || row.KeptId == other.CustomerId, Ct)));
        Assert.Equal((await app.Data.LoadAsync(kept.Id)).CustomerId, (await app.Data.LoadAsync(other.Id)).CustomerId);
    }

    [Fact]
    public async Task Merge_ABookingForTheMergedOneComesAfter_GoesToTheKeptOne()
    {
        var (kept, other) = await this.TwoAsync();
        using var client = await this.OpenAsync(kept, other);
        await client.SubmitAsync("main form", ("Input.Sure", "true"));

        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            values (gen_random_uuid(), 'CS-1996-10001', 'Reported', {other.CustomerId}, {other.SiteId}, 'ForgottenPassword', {app.Clock.Now}, false, false, 'recovery')
            """, Ct));

        var job = await app.DbAsync(db => db.Jobs.Where(row => row.Number == "CS-1996-10001").Select(row => new { row.CustomerId, row.SiteId }).SingleAsync(Ct));
        Assert.Equal((kept.CustomerId, kept.SiteId), (job.CustomerId, job.SiteId));
    }

    [Fact]
    public async Task Serial_UnderTwoCustomers_AlertsOnBothJobsAndTheSheetUntilAReasonIsGiven()
    {
        var technician = await app.Data.StaffAsync(StaffRole.Technician);
        var one = await this.WithSerialAsync(await app.Data.JobAsync(JobStatus.Scheduled, technician), "DS-7608NI 0815");
        var two = await this.WithSerialAsync(await app.Data.JobAsync(), "ds7608ni-0815");
        var unrelated = await this.WithSerialAsync(await app.Data.JobAsync(), "unknown");
        await this.WithSerialAsync(await app.Data.JobAsync(), "unknown");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var sheet = await app.Data.SignInAsync(technician);
        const string Words = "also stands under another customer";

        Assert.Contains(Words, (await client.GetAsync($"/staff/jobs/{one.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains(Words, (await client.GetAsync($"/staff/jobs/{two.Number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, (await client.GetAsync($"/staff/jobs/{unrelated.Number}")).Text, StringComparison.Ordinal);
        Assert.Contains("also known under another customer", (await sheet.GetAsync($"/tech/visits/{one.Visits[0].Id}")).Text, StringComparison.Ordinal);

        await client.GetAsync($"/staff/recorders/{one.Recorders[0].RecorderId}");
        (await client.SubmitAsync("form[action*='handler=Settle']")).Expect(HttpStatusCode.UnprocessableEntity);
        (await client.SubmitAsync("form[action*='handler=Settle']", ("Reason", "Sold on, the bill was seen."))).ExpectRedirect($"/staff/recorders/{one.Recorders[0].RecorderId}");

        Assert.DoesNotContain(Words, (await client.GetAsync($"/staff/jobs/{one.Number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, (await client.GetAsync($"/staff/jobs/{two.Number}")).Text, StringComparison.Ordinal);

        var third = await this.WithSerialAsync(await app.Data.JobAsync(), "DS7608NI0815");
        Assert.Contains(Words, (await client.GetAsync($"/staff/jobs/{third.Number}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Override_WithASerialUnderAnotherCustomer_IsRefusedUntilThatIsSettled()
    {
        var job = await this.WithSerialAsync(await app.Data.JobAsync(JobStatus.OnSite), "OVER-0000456");
        await this.WithSerialAsync(await app.Data.JobAsync(), "over 0000456");
        using var client = await app.Data.SignInAsync(StaffRole.Admin);
        await client.GetAsync($"/staff/jobs/{job.Number}/override");

        var refused = (await client.SubmitAsync("main form", ("Input.Words", "They are known to us."))).Expect(HttpStatusCode.Conflict);
        Assert.Contains("also known under another customer", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(JobStatus.OnSite, (await app.Data.LoadAsync(job.Id)).Status);

        await client.GetAsync($"/staff/recorders/{job.Recorders[0].RecorderId}");
        await client.SubmitAsync("form[action*='handler=Settle']", ("Reason", "Sold on, the bill was seen."));
        await client.GetAsync($"/staff/jobs/{job.Number}/override");
        (await client.SubmitAsync("main form", ("Input.Words", "They are known to us."))).ExpectRedirect($"/staff/jobs/{job.Number}");
    }

    [Fact]
    public async Task Serial_UnderTwoCustomersWhoAreOne_IsSettledByTheMergeAndTheRecordersCanBecomeOne()
    {
        var (kept, other) = await this.TwoAsync();
        await this.WithSerialAsync(kept, "SAME-0000123");
        await this.WithSerialAsync(other, "same 0000123");
        using var client = await this.OpenAsync(kept, other);
        await client.SubmitAsync("main form", ("Input.Sure", "true"));
        var (recorder, twin) = (kept.Recorders[0].RecorderId, other.Recorders[0].RecorderId);

        Assert.DoesNotContain("another customer", (await client.GetAsync($"/staff/jobs/{kept.Number}")).Text, StringComparison.Ordinal);
        await client.GetAsync($"/staff/recorders/{recorder}");
        (await client.SubmitAsync("form[action*='handler=Merge']")).ExpectRedirect($"/staff/recorders/{recorder}");

        Assert.Equal(recorder, (await app.Data.LoadAsync(other.Id)).Recorders[0].RecorderId);
        (await client.GetAsync($"/staff/recorders/{twin}")).ExpectRedirect($"/staff/recorders/{recorder}");
        await client.GetAsync($"/staff/recorders/{recorder}");
        (await client.SubmitAsync("form[action*='handler=Undo']")).ExpectRedirect($"/staff/recorders/{recorder}");
        Assert.Equal(twin, (await app.Data.LoadAsync(other.Id)).Recorders[0].RecorderId);
    }

    /// <summary>A browser of the office on the page that shows both.</summary>
    private async Task<SiteClient> OpenAsync(Job kept, Job other)
    {
        var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await client.GetAsync($"/staff/customers/{kept.CustomerId}/merge?with={other.CustomerId}")).Expect(HttpStatusCode.OK);
        return client;
    }

    /// <summary>Two customers with one number of their own and jobs at the same door, typed differently, unless the second lives elsewhere.</summary>
    private async Task<(Job Kept, Job Other)> TwoAsync(JobStatus status = JobStatus.Reported, string? otherStreet = null)
    {
        var (kept, other) = (await app.Data.JobAsync(status), await app.Data.JobAsync(status));
        var n = kept.Number[^4..];
        var phone = $"+1216555{n}";
        await app.DbAsync(db => db.Customers.Where(row => row.Id == kept.CustomerId || row.Id == other.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, phone).SetProperty(row => row.Email, $"kept{n}@mail.example").SetProperty(row => row.TextConsentAt, app.Clock.Now), Ct));
        await app.DbAsync(db => db.Sites.Where(row => row.Id == kept.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Street, $"{n} Main Street"), Ct));
        await app.DbAsync(db => db.Customers.Where(row => row.Id == other.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Name, "Casey Other").SetProperty(row => row.Email, $"other{n}@mail.example").SetProperty(row => row.TextConsentAt, (Instant?)null), Ct));
        await app.DbAsync(db => db.Sites.Where(row => row.Id == other.SiteId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Street, otherStreet ?? $"{n} MAIN Street.").SetProperty(row => row.Unit, "unit 2"), Ct));
        return (kept, other);
    }

    private async Task<Job> WithSerialAsync(Job job, string serial)
    {
        await app.DbAsync(db => db.Recorders.Where(row => row.Id == job.Recorders[0].RecorderId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Serial, serial), Ct));
        return job;
    }

    /// <summary>Every row that a merge of these two can touch, as text.</summary>
    private Task<string> PictureAsync(Job kept, Job other) => app.DbAsync(async db =>
    {
        Guid[] customers = [kept.CustomerId, other.CustomerId];
        Guid[] sites = [kept.SiteId, other.SiteId];
        Guid[] jobs = [kept.Id, other.Id];
        return string.Join('\n', await db.Database.SqlQuery<string>($"""
            select to_jsonb(c)::text as "Value" from customers c where id = any ({customers}) union all
            select to_jsonb(s)::text from sites s where id = any ({sites}) union all
            select to_jsonb(r)::text from recorders r where site_id = any ({sites}) union all
            select to_jsonb(j)::text from jobs j where id = any ({jobs}) union all
            select to_jsonb(f)::text from job_search f where job_id = any ({jobs}) union all
            select to_jsonb(p)::text from job_recorders p where job_id = any ({jobs}) order by 1
            """).ToListAsync(Ct));
    });
}
