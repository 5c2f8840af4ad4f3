using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The office looks at a customer's papers before the visit: the technician begins with it, and the gate stays shut.</summary>
public sealed class PrecheckTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Precheck_OfPapersThatCame_StandsInTheTechniciansFormAndVerifiesNothing()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        var job = await technician.LoadAsync();
        using var office = await app.Data.SignInAsync(await app.Data.StaffAsync(StaffRole.Dispatcher, "Robin O'Brien-Muñoz"));
        await office.GetAsync($"/staff/jobs/{job.Number}/precheck");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => office.SubmitAsync("main form", Papers)));

        Assert.All(answers, answer => answer.ExpectRedirect($"/staff/jobs/{job.Number}"));
        (await office.SubmitAsync("main form", Papers)).ExpectRedirect($"/staff/jobs/{job.Number}");
        var form = await technician.Client.GetAsync($"{technician.Sheet}/ownership");
        Assert.Contains("Robin O'Brien-Muñoz of the office looked at the papers", form.Text, StringComparison.Ordinal);
        Assert.Contains("Ask for the deed itself.", form.Text, StringComparison.Ordinal);
        Assert.Equal(("SecondHand", "Deed", "Receipt"), (Chosen(form, "Input.Situation"), Chosen(form, "Input.Authority"), Chosen(form, "Input.Recorders[0].Link")));
        job = await technician.LoadAsync();
        Assert.Equal((JobStatus.OnSite, 0), (job.Status, job.Checks.Count));
        (await technician.ForceAsync($"{technician.Sheet}/attempt?recorder={technician.Recorder()}", ("Input.Key", Guid.NewGuid().ToString()), ("Input.Method", "dahua-email"), ("Input.Outcome", "Failed"))).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Papers looked at before the visit", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Situation", null, "#Input_Situation_error", "Choose which situation it is.")]
    [InlineData("Input.Authority", "AgencyLetter", "#Input_Authority_error", "This is not enough here.")]
    [InlineData("Input.Links[0].Link", "LiveAppAccount", "#Input_Links_0__Link_error", "does not show whose recorder it is")]
    [InlineData("Input.Note", "password: Blue42fish", "#Input_Note_error", "looks like a password")]
    public async Task Precheck_NotEnoughOrASecret_SaysSoBesideTheFieldAndNotesNothing(string field, string? value, string place, string said)
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/precheck");
        var fields = Papers.Where(pair => pair.Name != field).Append((field, value)).ToArray();

        var page = (await office.SubmitAsync("main form", fields)).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One(place).TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.DbAsync(db => db.OwnershipPrechecks.CountAsync(precheck => precheck.JobId == job.Id, Ct)));
    }

    [Theory]
    [InlineData(JobStatus.OwnershipVerified)]
    [InlineData(JobStatus.Closed)]
    public async Task Precheck_WhenItIsTooLate_IsRefusedWithTheReason(JobStatus status)
    {
        var job = await app.Data.JobAsync(status);
        using var office = await app.Data.SignInAsync(StaffRole.Admin);

        Assert.Contains("only while ownership is not verified", (await office.GetAsync($"/staff/jobs/{job.Number}/precheck")).Expect(HttpStatusCode.Conflict).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sql_ChangingOrDeletingIt_IsRefused()
    {
        var job = await app.Data.JobAsync(JobStatus.Scheduled);
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await office.GetAsync($"/staff/jobs/{job.Number}/precheck");
        (await office.SubmitAsync("main form", Papers)).ExpectRedirect($"/staff/jobs/{job.Number}");

        foreach (var statement in new[] { "update ownership_prechecks set note = 'x'", "delete from ownership_prechecks" })
        {
            Assert.Equal("CS002", (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync(statement))).SqlState);
        }
    }

    private static (string Name, string? Value)[] Papers =>
        [("Input.Situation", nameof(OwnershipSituation.SecondHand)), ("Input.Authority", nameof(AuthorityKind.Deed)), ("Input.Links[0].Link", nameof(LinkKind.Receipt)), ("Input.Note", "Ask for the deed itself.")];

    private static string? Chosen(SitePage page, string name) => page.One($"[name='{name}'][checked]").GetAttribute("value");
}
