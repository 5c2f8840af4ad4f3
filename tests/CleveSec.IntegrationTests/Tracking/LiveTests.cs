using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Tracking;

/// <summary>"Your visit" while it happens: what changes by itself, and how little is sent when nothing did.</summary>
public sealed class LiveTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_NothingChanged_Is304WithoutBodyAndAfterAChangeTheFragment()
    {
        var (job, technician) = await TodayAsync();
        using var http = await HttpAsync(job.Id);
        using var first = await GetAsync(http, null);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var tag = first.Headers.ETag!.Tag;

        using var same = await GetAsync(http, tag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Ct));
        Assert.True(same.Headers.CacheControl?.NoStore);

        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Depart(step));
        using var changed = await GetAsync(http, tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.Tag);
        var body = await changed.Content.ReadAsStringAsync(Ct);
        Assert.Contains("On the way", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Main Street", body, StringComparison.Ordinal);
    }

    /// <summary>The time alone changes what is expected: a technician who does not set out is late.</summary>
    [Fact]
    public async Task Visit_AsTheDayGoes_NarrowsAndSaysWhenItIsLate()
    {
        var (job, technician) = await TodayAsync();
        var window = job.LiveVisit!.Window;
        using var customer = await app.Data.CustomerClientAsync(job.Id);

        var before = await customer.GetAsync("/visit");
        Assert.Contains("Expected", before.Text, StringComparison.Ordinal);
        app.Clock.Now = window.End + Duration.FromMinutes(2);
        var late = await customer.GetAsync("/visit");
        Assert.Contains("Running late", late.Text, StringComparison.Ordinal);
        Assert.Contains("216-333-8245", late.Text, StringComparison.Ordinal);
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Depart(step));
        await app.Data.ActAsync(job.Id, technician, (it, step) => it.Arrive(false, step));
        var there = await customer.GetAsync("/visit");
        Assert.Contains("Technician there", there.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Running late", there.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_SessionOver_IsSentAwayNotServed()
    {
        var (job, _) = await TodayAsync();
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        app.Clock.Advance(Duration.FromHours(13));

        (await customer.GetAsync("/visit/live")).ExpectRedirect("/visit/find");
    }

    [Fact]
    public async Task Message_SentTwice_WaitsOnceInTheInboxUntilDone()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id, mayChange: false);
        await customer.GetAsync("/visit/message");
        var form = customer.Page!.One("input[name='Input.Key']").GetAttribute("value");
        (await customer.SubmitAsync("main form", ("Input.Text", "The gate is broken.\nPlease ring at O'Brien-Muñoz."))).ExpectRedirect("/visit");
        await customer.GetAsync("/visit/message");
        (await customer.SubmitAsync("main form", ("Input.Key", form), ("Input.Text", "The gate is broken."))).ExpectRedirect("/visit");

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var inbox = await office.GetAsync("/staff?view=messages");
        Assert.Contains("O'Brien-Muñoz", inbox.Text, StringComparison.Ordinal);
        Assert.Equal(1, await app.DbAsync(db => db.CustomerNotes.CountAsync(note => note.JobId == job.Id, Ct)));
        var note = await app.DbAsync(db => db.CustomerNotes.Where(row => row.JobId == job.Id).Select(row => row.Id).SingleAsync(Ct));
        (await office.SubmitAsync($"form[action*='NoteDone']:has(input[value='{note}'])")).ExpectRedirect("/staff?view=messages");
        Assert.Contains("dealt with by", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("O'Brien-Muñoz", (await office.GetAsync("/staff?view=messages")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Write what you want to tell us.")]
    [InlineData("password: Blue42fish", "This looks like a password")]
    [InlineData("la contraseña es Azul42pez", "This looks like a password")]
    public async Task Message_EmptyOrASecret_IsRefusedAndKept(string text, string expected)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        await customer.GetAsync("/visit/message");

        var page = (await customer.SubmitAsync("main form", ("Input.Text", text))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.StartsWith(expected, page.One(".field__error").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(text, page.One("#Input_Text").TextContent.Trim());
        Assert.Equal(0, await app.DbAsync(db => db.CustomerNotes.CountAsync(note => note.JobId == job.Id, Ct)));
    }

    [Fact]
    public async Task Message_ElevenADay_TheLastIsAskedToCall()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        for (var i = 0; i < 10; i++)
        {
            await customer.GetAsync("/visit/message");
            (await customer.SubmitAsync("main form", ("Input.Text", $"Number {i}"))).ExpectRedirect("/visit");
        }

        await customer.GetAsync("/visit/message");
        var page = (await customer.SubmitAsync("main form", ("Input.Text", "One more"))).Expect(HttpStatusCode.TooManyRequests);

        Assert.Contains("216-333-8245", page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("One more", page.One("#Input_Text").TextContent.Trim());
    }

    [Fact]
    public async Task Reach_LanguageAndQuietHours_AreKeptAndTextsNotOfferedWhileOff()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var customer = await app.Data.CustomerClientAsync(job.Id);
        var page = await customer.GetAsync("/visit/reach");
        Assert.Empty(page.All("#Input_Texts"));
        (await customer.SubmitAsync("main form", ("Input.Language", "Spanish"), ("Input.OwnHours", "true"), ("Input.QuietFrom", "20"), ("Input.QuietUntil", "9"))).ExpectRedirect("/visit");

        var kept = (await app.Data.LoadAsync(job.Id)).Customer;
        Assert.Equal((Domain.Customers.Language.Spanish, new LocalTime(20, 0), new LocalTime(9, 0)), (kept.Language, kept.QuietFrom!.Value, kept.QuietUntil!.Value));
        await customer.GetAsync("/visit/reach");
        (await customer.SubmitAsync("main form", ("Input.OwnHours", "false"))).ExpectRedirect("/visit");
        Assert.Null((await app.Data.LoadAsync(job.Id)).Customer.QuietFrom);
    }

    /// <summary>A visit of today, in about an hour.</summary>
    private async Task<(Job Job, StaffMember Technician)> TodayAsync()
    {
        app.Clock.Now = TestClock.Default;
        var technician = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        var start = new LocalDate(2026, 11, 24).At(new LocalTime(12, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
        return (await app.Data.JobAsync(JobStatus.Scheduled, technician, start), technician);
    }

    private async Task<HttpClient> HttpAsync(Guid jobId)
    {
        using var customer = await app.Data.CustomerClientAsync(jobId);
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", customer.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        return http;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/visit/live");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return http.SendAsync(request, Ct);
    }
}
