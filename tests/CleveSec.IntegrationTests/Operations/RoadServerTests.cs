using System.Globalization;
using System.Net;
using System.Text.Json;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.Setup;
using CleveSec.Web.UseCases.Scheduling.Roads;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace CleveSec.IntegrationTests.Operations;

/// <summary>Driving times of a road server, asked from a stand-in that speaks OSRM's wire format and fails as told.</summary>
public sealed class RoadServerTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();
    private StandInServer osrm = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        this.osrm = await StandInServer.StartAsync();
        await this.app.InitializeAsync();

        // Three ZIP codes are enough to see by.
        await this.app.DbAsync(db => db.ServiceZips.Where(zip => zip.Zip != "44113" && zip.Zip != "44107" && zip.Zip != "44102").ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, false), Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await this.app.DisposeAsync();
        await this.osrm.DisposeAsync();
    }

    [Fact]
    public async Task Run_FirstTime_FillsEveryPairInTwoStatementsAndThenAsksNoMore()
    {
        this.osrm.Answer = TableAsync;
        var version = await this.VersionAsync();
        using var client = this.Client();
        var reader = this.Reader(client);

        Assert.True(await reader.RunOnceAsync(Ct));
        Assert.False(await reader.RunOnceAsync(Ct));

        var rows = await this.app.DbAsync(db => db.TravelTimes.AsNoTracking().Where(time => time.Source == TravelSource.RoadServer).ToListAsync(Ct));
        Assert.Equal(9, rows.Count);
        Assert.All(rows.Where(row => row.FromZip != row.ToZip), row => Assert.Equal(10, row.Minutes));
        var asked = Assert.Single(this.osrm.Asked);
        Assert.StartsWith("/table/v1/driving/-81.", asked, StringComparison.Ordinal);
        Assert.EndsWith("?annotations=duration&sources=0;1;2&destinations=3;4;5", asked, StringComparison.Ordinal);
        Assert.InRange(await this.VersionAsync() - version, 1, 3);
    }

    [Fact]
    public async Task Run_NewZipOrThirtyDaysLater_AsksAgain()
    {
        this.osrm.Answer = TableAsync;
        using var client = this.Client();
        var reader = this.Reader(client);
        Assert.True(await reader.RunOnceAsync(Ct));

        await this.app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.Describe(staff.Name, null, StaffRole.Technician, "44109", staff.Skills));
        Assert.True(await reader.RunOnceAsync(Ct));
        Assert.Equal(16, await this.PairsAsync());
        this.app.Clock.Advance(Duration.FromDays(29));
        Assert.False(await reader.RunOnceAsync(Ct));
        this.app.Clock.Advance(Duration.FromDays(2));
        Assert.True(await reader.RunOnceAsync(Ct));
        Assert.Equal(16, await this.PairsAsync());
    }

    [Fact]
    public async Task Run_ManyZips_AsksInTablesThatOsrmTakes()
    {
        await this.app.DbAsync(db => db.ServiceZips.ExecuteUpdateAsync(set => set.SetProperty(zip => zip.Served, true), Ct));
        var served = await this.app.DbAsync(db => db.ServiceZips.CountAsync(Ct));
        this.osrm.Answer = TableAsync;
        using var client = this.Client();

        await this.Reader(client).RunOnceAsync(Ct);

        Assert.Equal(served * served, await this.PairsAsync());
        Assert.All(this.osrm.Asked, asked => Assert.InRange(asked.Split('?')[0].Split('/')[^1].Split(';').Length, 2, 100));
    }

    [Fact]
    public async Task Run_NoRoadLeadsThere_LeavesThatPairToTheEstimateAndDoesNotAskForever()
    {
        this.osrm.Answer = context => context.Response.WriteAsJsonAsync(new { code = "Ok", durations = new double?[][] { [0, null, null], [null, 0, 600], [null, 600, 0] } }, Ct);
        using var client = this.Client();
        var reader = this.Reader(client);

        Assert.True(await reader.RunOnceAsync(Ct));

        Assert.Equal(5, await this.PairsAsync());
        Assert.False(await reader.RunOnceAsync(Ct));
    }

    public static TheoryData<string> Faults => new(FaultNames.Keys);

    private static Dictionary<string, (RequestDelegate Answer, string Error)> FaultNames => new()
    {
        ["slow"] = (StandInServer.NeverAsync, "did not answer within"),
        ["garbage"] = (context => context.Response.WriteAsync("<html>502 Bad Gateway</html>"), "no table of an OSRM server"),
        ["empty"] = (context => context.Response.WriteAsync(""), "no table of an OSRM server"),
        ["null"] = (context => context.Response.WriteAsync("null"), "status 200"),
        ["wrong size"] = (context => context.Response.WriteAsync("""{"code":"Ok","durations":[[0,1],[1,0]]}"""), "not the size"),
        ["null row"] = (context => context.Response.WriteAsync("""{"code":"Ok","durations":[null,[1,0,1],[1,1,0]]}"""), "not the size"),
        ["negative"] = (context => context.Response.WriteAsync("""{"code":"Ok","durations":[[0,-1,1],[1,0,1],[1,1,0]]}"""), "times that cannot be"),
        ["huge"] = (context => context.Response.WriteAsync("""{"code":"Ok","durations":[[0,1e300,1],[1,0,1],[1,1,0]]}"""), "times that cannot be"),
        ["too many coordinates"] = (context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("""{"code":"TooBig","message":"Too many table coordinates"}""");
        }, "status 400 and “TooBig”"),
        ["redirect"] = (context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/");
            return Task.CompletedTask;
        }, ""),
        ["endless"] = (async context =>
        {
            var line = new byte[100_000];
            for (var i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(line, context.RequestAborted);
            }
        }, ""),
        ["cut"] = (async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"code":"Ok","dur""");
            context.Abort();
        }, ""),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Run_ServerFails_KeepsWhatIsKnownTellsTheOfficeAndRecovers(string fault)
    {
        this.osrm.Answer = TableAsync;
        using var client = this.Client();
        var reader = this.Reader(client);
        await reader.RunOnceAsync(Ct);
        this.app.Clock.Advance(RoadServerReader.AskAgainAfter + Duration.FromDays(1));

        this.osrm.Answer = FaultNames[fault].Answer;
        Assert.True(await reader.RunOnceAsync(Ct));

        Assert.Equal(9, await this.PairsAsync());
        var settings = await this.SettingsAsync();
        Assert.Equal(this.app.Clock.Now, settings.RoadServerFailingSince);
        Assert.Contains(FaultNames[fault].Error, settings.RoadServerError, StringComparison.Ordinal);
        using var office = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("The road server does not answer", (await office.GetAsync("/staff")).One(".queue__row").TextContent, StringComparison.Ordinal);

        // It is not asked again at once, and says since when.
        Assert.False(await reader.RunOnceAsync(Ct));
        this.app.Clock.Advance(RoadServerReader.RetryAfter);
        Assert.True(await reader.RunOnceAsync(Ct));
        Assert.Equal(settings.RoadServerFailingSince, (await this.SettingsAsync()).RoadServerFailingSince);

        this.osrm.Answer = TableAsync;
        this.app.Clock.Advance(RoadServerReader.RetryAfter);
        Assert.True(await reader.RunOnceAsync(Ct));
        settings = await this.SettingsAsync();
        Assert.Equal((null, null, this.app.Clock.Now), (settings.RoadServerFailingSince, settings.RoadServerError, settings.RoadServerAnsweredAt));
        Assert.Empty((await office.GetAsync("/staff")).All(".queue__row"));
    }

    [Fact]
    public async Task Run_ServerIsDown_SaysSo()
    {
        using var client = new RoadServerClient(new RoadServerAddress(new Uri($"http://127.0.0.1:{Ports.Free()}/")), TimeSpan.FromSeconds(5));
        var reader = this.Reader(client);

        Assert.True(await reader.RunOnceAsync(Ct));

        Assert.Equal("It could not be reached.", (await this.SettingsAsync()).RoadServerError);
    }

    [Fact]
    public async Task Run_TwoNodes_OnlyOneAsks()
    {
        var (asked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        this.osrm.Answer = async context =>
        {
            asked.TrySetResult();
            await goOn.Task;
            await TableAsync(context);
        };
        using var client = this.Client();
        var first = this.Reader(client).RunOnceAsync(Ct);
        await asked.Task;

        // Without the lock this one would ask too, and wait with the first one for ever.
        Assert.False(await this.Reader(client).RunOnceAsync(Ct));

        goOn.SetResult();
        Assert.True(await first);
        Assert.Single(this.osrm.Asked);
    }

    [Theory]
    [InlineData("osrm:5000")]
    [InlineData("ftp://osrm/")]
    [InlineData("/osrm")]
    [InlineData("http://osrm/?key=1")]
    public void Start_AddressMalformed_SaysWhatToSet(string address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CleveSec"] = "Host=x",
            ["Site:BaseUrl"] = "https://example.org",
            ["Security:MasterKey"] = Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray()),
            ["Travel:OsrmUrl"] = address,
        }).Build();

        var problem = Assert.Throws<ConfigurationProblem>(() => StartUpChecks.Configuration(configuration, new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { EnvironmentName = "Testing" }));

        Assert.StartsWith("Set Travel:OsrmUrl", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Ten minutes between any two, as OSRM says it.</summary>
    private static Task TableAsync(HttpContext context)
    {
        var (from, to) = (Numbers(context, "sources"), Numbers(context, "destinations"));
        var points = context.Request.Path.Value!.Split('/')[^1].Split(';');
        Assert.All(points, point => Assert.InRange(double.Parse(point.Split(',')[0], CultureInfo.InvariantCulture), -83, -80));
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { code = "Ok", durations = from.Select(i => to.Select(j => points[i] == points[j] ? 0.0 : 600.0)) }), context.RequestAborted);
    }

    private static List<int> Numbers(HttpContext context, string name) => [.. context.Request.Query[name].ToString().Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private RoadServerClient Client() => new(new RoadServerAddress(this.osrm.Address), TimeSpan.FromSeconds(2));

    private RoadServerReader Reader(RoadServerClient client) =>
        new(this.app.Services.GetRequiredService<IServiceScopeFactory>(), new RoadServerAddress(this.osrm.Address), client, this.app.Clock, NullLogger<RoadServerReader>.Instance);

    private Task<int> PairsAsync() => this.app.DbAsync(db => db.TravelTimes.CountAsync(time => time.Source == TravelSource.RoadServer, Ct));

    private Task<TravelSettings> SettingsAsync() => this.app.DbAsync(db => db.TravelSettings.AsNoTracking().SingleAsync(Ct));

    private Task<long> VersionAsync() => this.app.DbAsync(db => db.SchedulingVersions.AsNoTracking().Select(row => row.Version).SingleAsync(Ct));
}
