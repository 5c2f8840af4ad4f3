using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static CleveSec.TestSupport.Moves;

namespace CleveSec.IntegrationTests.Dispatch;

/// <summary>Taking back a move that was made by the form, without any script. An app a test: what fits depends on who works.</summary>
public sealed class PutBackTests : IAsyncLifetime
{
    private const string PutBack = ".put-back form";
    private static readonly LocalDate Day = new(2026, 11, 25);
    private readonly CleveSecApp app = new();
    private StaffMember dana = null!;
    private StaffMember luis = null!;
    private SiteClient client = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        dana = await app.Data.StaffAsync(StaffRole.Technician, "Dana Park");
        luis = await app.Data.StaffAsync(StaffRole.Technician, "Luis O'Brien-Muñoz");
        client = await app.Data.SignInAsync(StaffRole.Dispatcher);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task PutBack_AfterAMoveOutOfThePromise_RestoresTechnicianMinuteAndPromise()
    {
        var (job, visit) = await this.PlannedAsync();
        var board = await this.MoveByFormAsync(client, job, luis, "14:30", "Asked for the afternoon");
        Assert.Contains("Planned for Wed, Nov 25, 2:30 pm", board.One(".put-back [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Contains("Until 10:05 am", board.One(".put-back").TextContent, StringComparison.Ordinal);

        (await client.SubmitAsync(PutBack)).ExpectRedirect("/staff/board?date=2026-11-25");

        var after = (await app.VisitAsync(job.Id))!;
        Assert.Equal((dana.Id, visit.WorkStart, visit.Window), (after.TechnicianId, after.WorkStart, after.Window));
        var again = await client.GetAsync("/staff/board?date=2026-11-25");
        Assert.Contains("Put back. Planned for Wed, Nov 25, 10 am", again.One(".notice--success[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(again.All(".put-back"));
    }

    [Fact]
    public async Task PutBack_OfAJobThatWaited_WaitsAgain()
    {
        var job = await app.Data.JobAsync();
        await this.MoveByFormAsync(client, job, dana, "10:00", null);
        Assert.Equal(JobStatus.Scheduled, (await app.Data.LoadAsync(job.Id)).Status);

        (await client.SubmitAsync(PutBack)).ExpectRedirect("/staff/board?date=2026-11-25");

        Assert.Equal(JobStatus.Reported, (await app.Data.LoadAsync(job.Id)).Status);
        Assert.Contains("It waits for a visit again.", (await client.GetAsync("/staff/board?date=2026-11-25")).One(".notice--success[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PutBack_WhatSomebodyElseMovedMeanwhile_IsRefusedAndStaysTheirs(bool waited)
    {
        var job = waited ? await app.Data.JobAsync() : (await this.PlannedAsync()).Job;
        using var other = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await this.MoveByFormAsync(client, job, luis, "10:45", null);
        await this.MoveByFormAsync(other, job, luis, "11:00", null);

        var refused = (await client.SubmitAsync(PutBack)).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Somebody else changed this job a moment ago.", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal((luis.Id, At(Day, 11)), ((await app.VisitAsync(job.Id))!.TechnicianId, (await app.VisitAsync(job.Id))!.WorkStart));

        // What the other one offers still holds.
        (await other.SubmitAsync(PutBack)).ExpectRedirect("/staff/board?date=2026-11-25");
        Assert.Equal(At(Day, 10, 45), (await app.VisitAsync(job.Id))!.WorkStart);
    }

    [Fact]
    public async Task PutBack_ByTwoAtOnce_IsDoneOnceAndBothHearIt()
    {
        var (job, visit) = await this.PlannedAsync();
        var board = await this.MoveByFormAsync(client, job, luis, "10:45", null);
        var form = board.One(PutBack);
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value"))).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.PostAsync(form.GetAttribute("action")!, fields)));

        // The second finds it where it wants it, or changed under its hand: never moved twice.
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Found, HttpStatusCode.Conflict }));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Found);
        var after = (await app.VisitAsync(job.Id))!;
        Assert.Equal((dana.Id, visit.WorkStart, visit.Sequence + 2), (after.TechnicianId, after.WorkStart, after.Sequence));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task PutBack_AfterAWhile_IsRefusedWithTheReason(int seconds, bool allowed)
    {
        var (job, _) = await this.PlannedAsync();
        await this.MoveByFormAsync(client, job, luis, "10:45", null);
        app.Clock.Advance(Duration.FromSeconds(seconds));

        var answer = await client.SubmitAsync(PutBack);

        answer.Expect(allowed ? HttpStatusCode.Found : HttpStatusCode.Conflict);
        Assert.Equal(allowed ? dana.Id : luis.Id, (await app.VisitAsync(job.Id))!.TechnicianId);
        if (!allowed)
        {
            Assert.Contains("Too much time has passed", answer.One(".error-summary").TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task PutBack_WhereSomethingStandsNow_IsRefusedAndSaysWhat()
    {
        var (job, _) = await this.PlannedAsync();
        await this.MoveByFormAsync(client, job, luis, "10:45", null);
        await app.Data.JobAsync(JobStatus.Scheduled, dana, At(Day, 10));

        var refused = (await client.SubmitAsync(PutBack)).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Something else stands there: 10–11 am", refused.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(luis.Id, (await app.VisitAsync(job.Id))!.TechnicianId);
    }

    [Fact]
    public async Task Board_LaterOrForSomebodyElse_OffersNothing()
    {
        var (job, _) = await this.PlannedAsync();
        using var other = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await this.MoveByFormAsync(client, job, luis, "10:45", null);

        Assert.Empty((await client.GetAsync("/staff/board?date=2026-11-25")).All(".put-back"));
        Assert.Empty((await other.GetAsync("/staff/board?date=2026-11-25")).All(".put-back"));
    }

    private async Task<SitePage> MoveByFormAsync(SiteClient by, Job job, StaffMember to, string time, string? reason)
    {
        var form = $"form[action^='/staff/board/{job.Number}']:not(.best form)";
        await by.GetAsync($"/staff/board/{job.Number}?date=2026-11-25");
        var answer = await by.SubmitAsync(form, ("Input.Technician", to.Id.ToString()), ("Input.Date", "2026-11-25"), ("Input.Time", time));
        if (reason is not null)
        {
            answer = await by.SubmitAsync(form, ("Input.Reason", reason));
        }

        answer.ExpectRedirect("/staff/board?date=2026-11-25");
        return await by.GetAsync("/staff/board?date=2026-11-25");
    }

    private async Task<(Job Job, Visit Visit)> PlannedAsync()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled, dana, At(Day, 10));
        job = await app.Data.ActAsync(job.Id, await app.Data.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AcceptVisit(step));
        return (job, job.LiveVisit!);
    }
}
