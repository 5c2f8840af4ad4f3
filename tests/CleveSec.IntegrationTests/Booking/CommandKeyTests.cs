using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>A form has a key: however often it is sent, it books once and is answered alike. Without the key's row each sending would book, as long as there is room.</summary>
public sealed class CommandKeyTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_SameFormHundredTimesAtOnceOnTwoNodes_BooksOnceAndAnswersAlike()
    {
        await using var second = new CleveSecApp(new AppOptions { Database = app.Database });
        await second.InitializeAsync();
        await TechniciansAsync(5);
        using var crowd = await BookingCrowd.OpenAsync(app, Duration.FromSeconds(5));
        second.Clock.Now = app.Clock.Now;
        var form = CrowdForm.Of(1, await WindowAsync());

        // From as many networks, so that the limit of one does not answer.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => crowd.PostFromAsync((i % 2 == 0 ? app : second).Address, form, network: 1000 + i)));

        Assert.All(answers, answer => Assert.True(answer.IsBooked, $"{answer.Status}"));
        Assert.Equal(1, await app.DbAsync(db => db.Jobs.CountAsync(job => job.Customer.Email == form.Email, Ct)));
        Assert.Equal(1, await app.DbAsync(db => db.Visits.CountAsync(visit => db.Jobs.Any(job => job.Id == visit.JobId && job.Customer.Email == form.Email), Ct)));
        Assert.Equal(2, await app.DbAsync(db => db.OutboxMails.CountAsync(mail => db.Jobs.Any(job => job.Id == mail.JobId && job.Customer.Email == form.Email), Ct)));
    }

    [Fact]
    public async Task Post_SameKeyOtherAnswers_IsRefusedAndBooksNothing()
    {
        await TechniciansAsync(1);
        using var crowd = await BookingCrowd.OpenAsync(app, Duration.FromSeconds(5));
        var form = CrowdForm.Of(2, await WindowAsync());
        Assert.True((await crowd.PostAsync(app.Address, form)).IsBooked);

        var other = await crowd.PostAsync(app.Address, form with { Person = 3 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Equal(0, await app.DbAsync(db => db.Customers.CountAsync(customer => customer.Email == "crowd3@example.com", Ct)));
    }

    private async Task TechniciansAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await app.Data.StaffAsync(StaffRole.Technician);
        }
    }

    private async Task<string> WindowAsync()
    {
        using var client = app.Client();
        return BookingForm.FirstWindow(await BookingForm.OpenAsync(client, app.Clock));
    }
}
