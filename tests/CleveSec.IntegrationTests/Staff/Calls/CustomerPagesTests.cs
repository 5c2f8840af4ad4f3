using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff.Calls;

public sealed class CustomerPagesTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer_WithAPlannedVisit_AnswersWhatCallersAsk()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/customers/{job.CustomerId}")).Expect(HttpStatusCode.OK);

        Assert.Contains(Web.Ui.LocalTime.DayAndSpan(job.Visits[0].Window), page.One(".pad__when").TextContent, StringComparison.Ordinal);
        foreach (var href in new[] { $"/staff/jobs/{job.Number}/visit", $"/staff/jobs/{job.Number}/cancel", $"/staff/sites/{job.SiteId}", $"/staff/jobs/new?phone=%2B12165550123&customer={job.CustomerId}" })
        {
            Assert.Contains(page.All("main a"), link => link.GetAttribute("href") == href);
        }

        Assert.Contains("Visit planned for", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_ANumberInAnyForm_LeadsToTheOneOrOffersThoseWhoShareIt()
    {
        var one = await this.WithPhoneAsync("+13305550611");
        await this.WithPhoneAsync("+13305550622");
        await this.WithPhoneAsync("+13305550622");
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        (await client.GetAsync("/staff/calls?phone=(330)+555-0611")).ExpectRedirect($"/staff/customers/{one.CustomerId}");
        Assert.Equal(2, (await client.GetAsync("/staff/calls?phone=330.555.0622")).Expect(HttpStatusCode.OK).All(".found__item").Count);
        Assert.Contains("Nobody is on file", (await client.GetAsync("/staff/calls?phone=3305550633")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await client.GetAsync("/staff/calls?phone=0622")).Expect(HttpStatusCode.UnprocessableEntity);
        (await client.GetAsync("/staff/calls")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Calls_TwoWithOneNumber_SayWhenSomebodyComesBeforeOneIsChosen()
    {
        var planned = await app.Data.JobAsync(JobStatus.Scheduled);
        var waiting = await app.Data.JobAsync();
        foreach (var job in new[] { planned, waiting })
        {
            await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, "+13305550644"), Ct));
        }

        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var page = (await client.GetAsync("/staff/calls?phone=3305550644")).Expect(HttpStatusCode.OK);

        Assert.Contains(page.All(".found__job"), line => line.TextContent.Contains(planned.Number, StringComparison.Ordinal) && line.TextContent.Contains(Web.Ui.LocalTime.DayAndSpan(planned.Visits[0].Window), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Customer_WithoutAnEmail_LeadsToWhereOneIsAddedInsteadOfResending()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, (string?)null), Ct));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/customers/{job.CustomerId}")).Expect(HttpStatusCode.OK);

        Assert.Empty(page.All("form[action*='Resend']"));
        Assert.Contains(page.All(".pad a"), link => link.GetAttribute("href") == $"/staff/customers/{job.CustomerId}/correct");
    }

    [Fact]
    public async Task Customer_WithACancelledJobOnly_SaysSoOnTheCallPad()
    {
        var job = await app.Data.JobAsync(JobStatus.Cancelled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/customers/{job.CustomerId}")).Expect(HttpStatusCode.OK);

        Assert.Contains(page.All("section[aria-labelledby=pad-title] a"), link => link.GetAttribute("href") == $"/staff/jobs/{job.Number}");
        Assert.Contains("Cancelled", page.One("section[aria-labelledby=pad-title]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_WithThirtyJobs_ShowsTheNextVisitFirstAndLeadsToTheRest()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, "+13305550655"), Ct));
        await app.DbAsync(db => db.Database.ExecuteSqlAsync($"""
            insert into jobs (id, number, status, customer_id, site_id, trouble, reported_at, ownership_overridden, rules_overridden, service_id)
            select gen_random_uuid(), 'CS-1997-' || n, 'Reported', customer_id, site_id, trouble, reported_at + n * interval '1 minute', false, false, service_id from jobs, generate_series(10001, 10029) n where id = {job.Id}
            """, Ct));
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/customers/{job.CustomerId}")).Expect(HttpStatusCode.OK);

        Assert.Contains(job.Number, page.All(".pad")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(5, page.All(".pad").Count);
        foreach (var (words, count) in new[] { ("More open jobs", 30), ("More jobs", 30) })
        {
            var more = page.All("main a").Single(link => link.TextContent == words).GetAttribute("href")!;
            Assert.Contains($"{count} jobs", (await client.GetAsync(more)).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resend_APlannedVisit_MailsItAgainWithAFreshLinkAFewTimesOnly()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var form = $"form[action='/staff/customers/{job.CustomerId}?handler=Resend&number={job.Number}']";

        for (var i = 0; i < RateLimit.ConfirmationsOfJob.Most; i++)
        {
            await client.GetAsync($"/staff/customers/{job.CustomerId}");
            (await client.SubmitAsync(form)).ExpectRedirect($"/staff/customers/{job.CustomerId}");
        }

        await client.GetAsync($"/staff/customers/{job.CustomerId}");
        var once = await client.SubmitAsync(form);

        once.Expect(HttpStatusCode.Conflict);
        Assert.Equal(RateLimit.ConfirmationsOfJob.Most, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.JobId == job.Id && mail.ToAddress == "casey@example.com", Ct)));
        Assert.Equal(RateLimit.ConfirmationsOfJob.Most, await app.DbAsync(db => db.SecretLinks.CountAsync(link => link.SubjectId == job.Id, Ct)));
        Assert.Contains("Confirmation sent again", once.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resend_TheJobOfAnotherCustomer_IsNotFound()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var other = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var token = (await client.GetAsync("/staff/account")).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value");

        (await client.PostAsync($"/staff/customers/{job.CustomerId}?handler=Resend&number={other.Number}", ("__RequestVerificationToken", token))).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Correct_NameAndAddress_SendsWaitingMailsThereAndIsWrittenDown()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        var sent = await this.MailAsync(job.Id, OutboxState.Sent);
        var waiting = await this.MailAsync(job.Id, OutboxState.Waiting);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        await client.GetAsync($"/staff/customers/{job.CustomerId}/correct");
        (await client.SubmitAsync("main form", ("Input.Name", "Zoë O'Brien-Muñoz"), ("Input.Email", "zoe@mail.example"))).ExpectRedirect($"/staff/customers/{job.CustomerId}");

        var mails = await app.DbAsync(db => db.OutboxMails.Where(mail => mail.JobId == job.Id).ToDictionaryAsync(mail => mail.Id, mail => mail.ToAddress, Ct));
        Assert.Equal(("casey@example.com", "zoe@mail.example"), (mails[sent], mails[waiting]));
        var page = await client.GetAsync($"/staff/customers/{job.CustomerId}");
        Assert.Equal("Zoë O'Brien-Muñoz", page.One("h1").TextContent);
        Assert.Contains("e-mail: casey@example.com → zoe@mail.example", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_AddressOfSomebodyElse_EndsTheLinksMailedThere()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var token = await app.WithAsync<IServiceProvider, string>(async services =>
        {
            var issued = ((SecretLinks)services.GetService(typeof(SecretLinks))!).Issue(LinkPurpose.Visit, job.Id, app.Clock.Now, app.Clock.Now + Duration.FromDays(14));
            await ((CleveSecDb)services.GetService(typeof(CleveSecDb))!).SaveChangesAsync(Ct);
            return issued;
        });
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/customers/{job.CustomerId}/correct");

        await client.SubmitAsync("main form", ("Input.Email", "right@mail.example"), ("Input.EndLinks", "true"));

        (await customer.GetAsync("/visit")).ExpectRedirect("/visit/find");
        Assert.Null(await app.WithAsync<SecretLinks, Guid?>(links => links.FindAsync(LinkPurpose.Visit, token, app.Clock.Now, Ct)));
    }

    [Theory]
    [InlineData("customers", "Input.Name", "Typed Later", "Saved First")]
    [InlineData("sites", "Input.Street", "2 Later St", "1 First St")]
    [InlineData("recorders", "Input.Serial", "LATER00002", "FIRST00001")]
    public async Task Correct_SomebodyWasQuicker_SaysSoAndKeepsWhatWasTyped(string what, string field, string typed, string before)
    {
        var job = await app.Data.JobAsync();
        var id = what switch { "customers" => job.CustomerId, "sites" => job.SiteId, _ => job.Recorders[0].RecorderId };
        using var first = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var second = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await first.GetAsync($"/staff/{what}/{id}/correct");
        await second.GetAsync($"/staff/{what}/{id}/correct");

        (await first.SubmitAsync("main form", (field, before))).ExpectRedirect($"/staff/{what}/{id}");
        var late = (await second.SubmitAsync("main form", (field, typed))).Expect(HttpStatusCode.Conflict);

        Assert.Contains(before, late.Text, StringComparison.Ordinal);
        Assert.Equal(typed, late.One($"input[name='{field}']").GetAttribute("value"));
        (await second.SubmitAsync("main form")).ExpectRedirect($"/staff/{what}/{id}");
        Assert.Contains(typed, (await second.GetAsync($"/staff/{what}/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customers", "Input.Name", "")]
    [InlineData("customers", "Input.Name", "http://evil.example")]
    [InlineData("customers", "Input.Phone", "12")]
    [InlineData("customers", "Input.Email", "nobody@")]
    [InlineData("sites", "Input.Street", "")]
    [InlineData("sites", "Input.Zip", "4411")]
    public async Task Correct_BadInput_SaysWhyBesideTheField(string what, string field, string typed)
    {
        var job = await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/{what}/{(what == "sites" ? job.SiteId : job.CustomerId)}/correct");

        var page = (await client.SubmitAsync("main form", (field, typed))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("true", page.One($"input[name='{field}']").GetAttribute("aria-invalid"));
        Assert.Equal(typed, page.One($"input[name='{field}']").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task CorrectSite_ZipWhileAVisitIsPlanned_IsRefusedWithTheWayOut()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync($"/staff/sites/{job.SiteId}/correct");

        var page = (await client.SubmitAsync("main form", ("Input.Zip", "44107"))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(job.Number, page.Text, StringComparison.Ordinal);
        Assert.Equal(TestData.Zip, await app.DbAsync(db => db.Sites.Where(site => site.Id == job.SiteId).Select(site => site.Zip).FirstAsync(Ct)));
    }

    [Fact]
    public async Task Recorder_AfterItsJobs_ShowsWhatWasTriedAndLeadsBack()
    {
        var job = await app.Data.JobAsync(JobStatus.Closed, recorders: 2);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);

        var page = (await client.GetAsync($"/staff/recorders/{job.Recorders[0].RecorderId}")).Expect(HttpStatusCode.OK);

        Assert.Contains("Recorder re-initialized by its owner", page.Text, StringComparison.Ordinal);
        Assert.Single(page.All(".timeline li"), line => line.TextContent.Contains("Recorder re-initialized by its owner", StringComparison.Ordinal));
        Assert.Contains(page.All("main a"), link => link.GetAttribute("href") == $"/staff/jobs/{job.Number}");
        Assert.Contains((await client.GetAsync($"/staff/jobs/{job.Number}")).All("main a"), link => link.GetAttribute("href") == $"/staff/recorders/{job.Recorders[0].RecorderId}");
    }

    [Theory]
    [InlineData("/staff/customers/00000000-0000-0000-0000-000000000001")]
    [InlineData("/staff/customers/00000000-0000-0000-0000-000000000001/correct")]
    [InlineData("/staff/sites/00000000-0000-0000-0000-000000000001")]
    [InlineData("/staff/recorders/00000000-0000-0000-0000-000000000001/correct")]
    public async Task Get_WhatIsNotThere_IsNotFound(string path)
    {
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("?before=-5")]
    [InlineData("?before=9223372036854775807")]
    [InlineData("?before=abc")]
    public async Task Customer_OddPage_IsNoError(string query)
    {
        var job = await app.Data.JobAsync();
        using var client = await app.Data.SignInAsync(StaffRole.Admin);

        (await client.GetAsync($"/staff/customers/{job.CustomerId}{query}")).Expect(HttpStatusCode.OK);
    }

    private async Task<Job> WithPhoneAsync(string phone)
    {
        var job = await app.Data.JobAsync();
        await app.DbAsync(db => db.Customers.Where(row => row.Id == job.CustomerId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Phone, phone), Ct));
        return job;
    }

    private async Task<Guid> MailAsync(Guid jobId, OutboxState state)
    {
        var mail = new OutboxMail { Id = Guid.CreateVersion7(), JobId = jobId, Kind = "Test", ToAddress = "casey@example.com", ToName = "Casey Morgan", Subject = "Test", TextBody = "Text", HtmlBody = "<p>Text</p>", MessageId = $"{Guid.NewGuid()}@clevesec.test", State = state, CreatedAt = app.Clock.Now, NextTryAt = app.Clock.Now + Duration.FromHours(1) };
        await app.DbAsync(db =>
        {
            db.OutboxMails.Add(mail);
            return db.SaveChangesAsync(Ct);
        });
        return mail.Id;
    }
}
