using System.Net;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The form that is signed before anything is opened: in the customer's language, kept as it was signed, read by the office only.</summary>
public sealed class AuthorizationTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Drawing = "[[[10,20],[30,40],[50,60]],[[70,80]]]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sign_TypedAndDrawn_IsKeptSealedAndShownToTheOfficeWithALookInTheAudit()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        (await technician.StepAsync("ownership", [.. technician.Seen(), ("Input.Strokes", Drawing)])).ExpectRedirect(technician.Sheet);

        var form = await FormAsync(technician.JobId);
        Assert.Equal(("Casey Morgan", AuthorizationText.Current.Version, Language.English, "Terry Fields"), (form.SignedName, form.TextVersion, form.Language, form.WitnessName));
        Assert.DoesNotContain("10,20", System.Text.Encoding.Latin1.GetString(form.SealedStrokes!), StringComparison.Ordinal);

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var number = (await technician.LoadAsync()).Number;
        var page = (await office.GetAsync($"/staff/jobs/{number}/authorizations/{form.Id}")).Expect(HttpStatusCode.OK);
        Assert.Equal(["10,20 30,40 50,60", "70,80 71,80"], page.All("svg.signature polyline").Select(line => line.GetAttribute("points")));
        Assert.Contains(AuthorizationText.Current.English[1], page.Text, StringComparison.Ordinal);
        Assert.True(await app.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Action == "authorization viewed" && entry.Subject == number && entry.Detail == form.Id.ToString(), Ct)));
        Assert.Contains($"/authorizations/{form.Id}", (await office.GetAsync($"/staff/jobs/{number}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_FormOfAnotherJob_IsNotFound()
    {
        var (one, other) = (await app.Data.JobAsync(JobStatus.OwnershipVerified), await app.Data.JobAsync(JobStatus.OwnershipVerified));
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        (await office.GetAsync($"/staff/jobs/{one.Number}/authorizations/{(await FormAsync(other.Id)).Id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Form_OfASpanishCustomer_IsInSpanishAndSaysSo()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);
        await app.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = (select customer_id from jobs where id = $1)", technician.JobId);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/ownership");
        Assert.Contains(AuthorizationText.Current.Spanish[1], page.All("section [lang=es]")[0].TextContent, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form", technician.Seen())).ExpectRedirect(technician.Sheet);

        Assert.Equal(Language.Spanish, (await FormAsync(technician.JobId)).Language);
    }

    [Theory]
    [InlineData("Input.SignedName", "", "types their name")]
    [InlineData("Input.Strokes", "[[[10,20],[9999,40]]]", "could not be read")]
    [InlineData("Input.Strokes", "{\"a\":1}", "could not be read")]
    [InlineData("Input.Strokes", "[[[1]]]", "could not be read")]
    [InlineData("Input.Strokes", "[]", "could not be read")]
    [InlineData("Input.TextVersion", "1999-01-01", "form has changed")]
    [InlineData("Input.Language", "Klingon", "There is a problem")]
    [InlineData("Input.Note", "For nobody.", "nobody is asked")]
    public async Task Sign_NotAsItShouldBe_IsRefusedAndNothingIsVerified(string field, string value, string said)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = (await technician.StepAsync("ownership", technician.SeenBut((field, value)))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(said, page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(AuthorizationText.Current.Version, page.One("[name='Input.TextVersion']").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Checks);
        Assert.False(await app.DbAsync(db => db.Authorizations.AnyAsync(form => form.JobId == technician.JobId, Ct)));
    }

    [Fact]
    public async Task Sql_CheckWithoutAForm_IsRefusedAndAFormStaysAsItWasSigned()
    {
        const string check = """
            insert into ownership_checks (id, job_id, visit_id, outcome, situation, person_name, identity_kind, identity_last_four, authority_kind, by_id, by_name, at)
            values (gen_random_uuid(), $1, $2, 'Verified', 'OwnerOccupier', 'Casey Morgan', 'StateId', '1234', 'Deed', gen_random_uuid(), 'Terry', now())
            """;
        var job = await app.Data.JobAsync(JobStatus.OnSite);
        Assert.Equal("CS001", (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync(check, job.Id, job.Visits[^1].Id))).SqlState);

        var signed = await app.Data.JobAsync(JobStatus.OwnershipVerified);
        Assert.Equal("CS002", (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsOwnerAsync("update authorizations set signed_name = 'Somebody Else' where job_id = $1", signed.Id))).SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => app.Database.AsSiteAsync("update authorizations set signed_name = 'Somebody Else' where job_id = $1", signed.Id))).SqlState);
    }

    [Fact]
    public async Task Purge_AfterThreeYears_LeavesNoForm()
    {
        await using var own = new CleveSecApp();
        await own.InitializeAsync();
        var job = await own.Data.JobAsync(JobStatus.OwnershipVerified);
        own.Clock.Advance(Duration.FromDays(3 * 365));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);
        Assert.True(await own.DbAsync(db => db.Authorizations.AnyAsync(form => form.JobId == job.Id, Ct)));

        own.Clock.Advance(Duration.FromDays(2));
        await own.Services.GetRequiredService<Housekeeping>().CleanAsync(Ct);

        Assert.False(await own.DbAsync(db => db.Authorizations.AnyAsync(form => form.JobId == job.Id, Ct)));
    }

    private Task<Domain.Ownership.Authorization> FormAsync(Guid jobId) => app.DbAsync(db => db.Authorizations.AsNoTracking().SingleAsync(form => form.JobId == jobId, Ct));
}
