using System.Text.RegularExpressions;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.IntegrationTests.Texts;
using CleveSec.TestSupport;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.OwnerByLink;

/// <summary>An owner without e-mail gets the link by text message to the number on file, and only there.</summary>
public sealed partial class OwnerTextTests(TextApp app) : IClassFixture<TextApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_NoEmailButConsent_TheLinkComesByTextAndCanBeSigned()
    {
        app.Clock.Now = TestClock.Default + Duration.FromHours(1);
        var (job, phone) = await app.AgreedAsync();
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");
        Assert.Contains($"•••{phone[^4..]}", (await office.GetAsync($"/staff/jobs/{job.Number}")).Text, StringComparison.Ordinal);
        await app.SendTextsAsync();

        var text = app.Gateway.Arrived.Single(arrived => arrived.To == phone);
        using var owner = app.Client();
        (await owner.SignAsync(Key().Match(text.Text).Groups[1].Value)).ExpectRedirect(new Uri(Address().Match(text.Text).Value).PathAndQuery);

        Assert.Equal((MessageChannel.Text, phone, "Casey Morgan"), (await app.OwnerSignaturesAsync(job.Id)).Select(signature => (signature.Channel, signature.SentTo, signature.SignedName!)).Single());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Ask_NoConsentOrStopped_SaysThatThereIsNoWay(bool agreed, bool stopped)
    {
        var (job, phone) = await app.AgreedAsync(agreed: agreed);
        if (stopped)
        {
            await app.DbAsync(db => db.Database.ExecuteSqlAsync($"insert into text_stops (phone, at) values ({phone}, {app.Clock.Now})", Ct));
        }

        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        Assert.Contains(Job.NoChannelForOwner, (await office.GetAsync($"/staff/jobs/{job.Number}/owner-signature")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_EmailAndConsent_GoesByMailAlone()
    {
        var (job, _) = await app.AgreedAsync(email: "casey@example.com");
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);

        (await office.AskAsync(job.Number)).ExpectRedirect($"/staff/jobs/{job.Number}");

        Assert.Single(await app.OwnerMailsAsync(job.Id));
        Assert.False(await app.DbAsync(db => db.OutboxTexts.AnyAsync(text => text.JobId == job.Id && text.Kind == "OwnerSignatureMail", Ct)));
    }

    [GeneratedRegex("/visit/sign/([A-Za-z0-9_-]{43})")]
    private static partial Regex Key();

    [GeneratedRegex(@"https?://\S+/visit/sign/[A-Za-z0-9_-]{43}")]
    private static partial Regex Address();
}
