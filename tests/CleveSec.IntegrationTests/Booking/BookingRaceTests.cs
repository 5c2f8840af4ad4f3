using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>Many people, one window: exactly as many win as there is room for.</summary>
public sealed class BookingRaceTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const int Racers = 200;
    private const int Room = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_TwoHundredForAWindowWithRoomForThree_ThreeWinAndTheOthersSeeFreeWindows()
    {
        for (var i = 0; i < Room; i++)
        {
            await ShortDaysAsync(await app.Data.StaffAsync(StaffRole.Technician));
        }

        var racers = await OpenFormsAsync();
        var window = BookingForm.FirstWindow(racers[0].Page!);

        var answers = await Task.WhenAll(racers.Select((racer, i) => racer.SubmitAsync(BookingForm.Form, BookingForm.Filled(window, $"Racer {i}", $"racer{i}@example.com"))));

        Assert.Empty(answers.Where(answer => (int)answer.Status >= 500).Select(answer => answer.ToString()));
        Assert.Equal(Room, answers.Count(answer => answer.Status == HttpStatusCode.Redirect && answer.Location == "/book/booked"));
        var losers = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ToList();
        Assert.Equal(Racers - Room, losers.Count);
        Assert.All(losers, loser => Assert.NotEmpty(loser.All("input[name='Input.Window']")));
        Assert.All(losers, loser => Assert.DoesNotContain(window, loser.All("input[name='Input.Window']").Select(choice => choice.GetAttribute("value"))));
        Assert.Equal(Room, await app.DbAsync(db => db.Jobs.CountAsync(Ct)));
        Assert.Equal(Room, await app.DbAsync(db => db.Visits.Where(visit => visit.Status == VisitStatus.Planned).Select(visit => visit.TechnicianId).Distinct().CountAsync(Ct)));
        Assert.Equal(Room * 2, await app.DbAsync(db => db.OutboxMails.CountAsync(Ct)));
        racers.ForEach(racer => racer.Dispose());
    }

    /// <summary>A shift that holds one visit: the second would end after it.</summary>
    private Task<int> ShortDaysAsync(StaffMember technician) => app.DbAsync(async db =>
    {
        var staff = await db.Staff.AsSplitQuery().SingleAsync(row => row.Id == technician.Id, Ct);
        staff.Describe(staff.Name, staff.Phone, staff.Role, TestData.Zip, [RecorderBrand.Dahua]);
        staff.WorkWeekly(Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).Select(day => new WorkingHours(day, new LocalTime(8, 0), new LocalTime(10, 0))));
        return await db.SaveChangesAsync(Ct);
    });

    private async Task<List<SiteClient>> OpenFormsAsync()
    {
        var racers = Enumerable.Range(0, Racers).Select(i =>
        {
            var client = app.Client();
            client.ForwardedFor = $"198.18.{i / 250}.{(i % 250) + 1}";
            return client;
        }).ToList();
        foreach (var batch in racers.Chunk(20))
        {
            await Task.WhenAll(batch.Select(racer => racer.GetAsync($"/book?brand=Dahua&zip={TestData.Zip}")));
        }

        app.Clock.Advance(Duration.FromSeconds(5));
        return racers;
    }
}
