using System.Globalization;
using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Live;
using CleveSec.Web.Security;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace CleveSec.IntegrationTests.Staff.Live;

/// <summary>Who may have a stream, for how long, and what is told on it of who moves what.</summary>
public sealed class StreamTests : TwoInstances
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_SignedOut_Ends()
    {
        using var colleague = await First.Data.SignInAsync(StaffRole.Admin);
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        var (other, _) = await LiveReader.OpenAsync(Second, colleague);
        await using var reading = stream;
        await using var going = other;

        await Office.GetAsync("/staff/account");
        await Office.SubmitAsync(".rail__side form[action='/staff/sign-out']");

        Assert.Equal("ended", (await stream.NextAsync())?.EventType);
        Assert.Null(await stream.NextAsync());
        var id = (long)(await First.Database.AsOwnerAsync(OneChange))!;
        await First.Database.AsOwnerAsync(Tell);
        Assert.Equal(id, (await other.ChangesAsync(1))[^1].Version);
    }

    [Fact]
    public async Task Stream_PersonDeactivated_Ends()
    {
        var (stream, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = stream;

        await First.Database.AsOwnerAsync("update staff_members set active = false");

        while (await stream.NextAsync() is { } item)
        {
            Assert.Contains(item.EventType, new[] { "changes", "ended" });
        }
    }

    [Fact]
    public async Task Stream_SessionLeftAlone_EndsWithTheNextSignOfLife()
    {
        var (stream, _) = await LiveReader.OpenAsync(First, Office);
        await using var reading = stream;
        var hub = First.Services.GetRequiredService<LiveHub>();
        await hub.CheckAsync(Ct);
        Assert.Equal(1, hub.Count);

        First.Clock.Advance(StaffTickets.IdleOf(StaffRole.Dispatcher) + Duration.FromSeconds(1));
        await hub.CheckAsync(Ct);

        Assert.Equal("ended", (await stream.NextAsync())?.EventType);
        Assert.Equal(0, hub.Count);
    }

    /// <summary>A stream that comes back again and again keeps nobody signed in.</summary>
    [Fact]
    public async Task Open_AfterMinutes_DoesNotExtendTheSession()
    {
        var before = await First.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions");
        First.Clock.Advance(Duration.FromMinutes(5));

        var (stream, _) = await LiveReader.OpenAsync(First, Office);
        await stream.DisposeAsync();

        Assert.Equal(before, await First.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions"));
        await Office.GetAsync("/staff");
        Assert.NotEqual(before, await First.Database.AsOwnerAsync("select max(last_seen_at) from staff_sessions"));
    }

    [Fact]
    public async Task Moving_Posted_IsToldToOthersUnderTheNameOfTheSession()
    {
        var robin = await First.Data.StaffAsync(StaffRole.Dispatcher, "Robin O’Brien-Muñoz");
        using var hand = await First.Data.SignInAsync(robin);
        var (own, _) = await LiveReader.OpenAsync(Second, hand);
        var (others, _) = await LiveReader.OpenAsync(Second, Office);
        await using var reading = own;
        await using var readingToo = others;
        var page = await hand.GetAsync("/staff/account");
        var token = page.One(".rail__side input[name=__RequestVerificationToken]").GetAttribute("value");
        var id = Guid.NewGuid();

        (await hand.PostAsync("/staff/live/moving", ("id", id.ToString()), ("on", "true"), ("by", "Somebody else"), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.NoContent);
        (await hand.PostAsync("/staff/live/moving", ("id", id.ToString()), ("on", "true"))).Expect(HttpStatusCode.BadRequest);
        (await hand.PostAsync("/staff/live/moving", ("id", "x"), ("on", "maybe"), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.BadRequest);

        var told = await others.NextAsync();
        Assert.Equal("moving", told?.EventType);
        Assert.Equal($$"""{"id":"{{id}}","by":"{{robin.Name}}","on":true}""", System.Text.RegularExpressions.Regex.Unescape(told!.Value.Data));
        await First.Database.AsOwnerAsync(OneChange);
        await First.Database.AsOwnerAsync(Tell);
        Assert.Equal("changes", (await own.NextAsync())?.EventType);
    }

    [Fact]
    public async Task Open_StrangerOrTechnician_GetsNothing()
    {
        using var stranger = First.Client();
        using var technician = await First.Data.SignInAsync(StaffRole.Technician);

        Assert.StartsWith("/staff/sign-in", (await stranger.GetAsync("/staff/live")).Location, StringComparison.Ordinal);
        (await technician.GetAsync("/staff/live")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(0, First.Services.GetRequiredService<LiveHub>().Count);
    }

    [Fact]
    public async Task Open_MoreThanABrowserNeeds_IsRefused()
    {
        var streams = new List<LiveReader>();
        for (var i = 0; i < LiveHub.MostPerSession; i++)
        {
            streams.Add((await LiveReader.OpenAsync(First, Office)).Reader);
        }

        (await Office.GetAsync("/staff/live")).Expect(HttpStatusCode.TooManyRequests);

        foreach (var stream in streams)
        {
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public void Tell_BrowserThatDoesNotRead_IsCutOff()
    {
        // Its own: the site's gets signs of life of its own accord.
        var hub = new LiveHub(First.Services.GetRequiredService<IServiceScopeFactory>());
        var cut = 0;
        var slow = new LiveStream(Guid.NewGuid(), () => cut++);
        Assert.True(hub.Add(slow));

        for (var i = 0; i < LiveStream.MostWaiting; i++)
        {
            hub.Tell(new LiveMessage.Beat());
        }

        Assert.Equal((0, 1), (cut, hub.Count));
        hub.Tell(new LiveMessage.Beat());
        hub.Tell(new LiveMessage.Beat());
        Assert.Equal((1, 0), (cut, hub.Count));
    }
}
