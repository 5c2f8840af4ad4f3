using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Features.Staff.Inbox;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Texts;

/// <summary>The person on call is told by text too, where that is set up and they chose it.</summary>
public sealed class OnCallTextTests : IAsyncLifetime
{
    private const string Phone = "+12165550177";
    private readonly TextApp app = new();
    private StaffMember robin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await this.app.InitializeAsync();
        this.robin = await this.app.Data.StaffAsync(StaffRole.Dispatcher, "Robin Ames", person => person.Describe(person.Name, Phone, person.Role, null, []));
        await this.app.Database.AsOwnerAsync("update office_settings set on_call_id = $1", this.robin.Id);
    }

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Alert_ChosenInTheNight_IsOneTextWithoutACustomersData()
    {
        await this.ChooseAsync();
        this.app.Clock.Now += Duration.FromHours(13);
        var job = await this.BlockedAsync();
        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(46));

        Assert.Equal(2, await this.AlertAsync());
        Assert.Equal(0, await this.AlertAsync());
        Assert.True(await this.app.SendTextsAsync() > 0);

        var sent = Assert.Single(this.app.Gateway.Arrived);
        Assert.Equal(Phone, sent.To);
        Assert.Contains("2 urgent things wait in the inbox", sent.Text, StringComparison.Ordinal);
        Assert.Contains("/staff", sent.Text, StringComparison.Ordinal);
        Assert.All(new[] { job.Number, "Casey", "Morgan", "555-0123", "Main Street" }, secret => Assert.DoesNotContain(secret, sent.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Null((await this.app.DbAsync(db => db.OutboxTexts.SingleAsync(Ct))).JobId);
        Assert.Equal(1, await this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.Kind == nameof(OnCallMail), Ct)));
    }

    [Theory]
    [InlineData("not chosen")]
    [InlineData("no number")]
    public async Task Alert_NotChosenOrNoNumber_IsMailedOnly(string why)
    {
        if (why == "no number")
        {
            await this.ChooseAsync();
            await this.app.Database.AsOwnerAsync("update staff_members set phone = null where id = $1", this.robin.Id);
        }

        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(46));

        Assert.Equal(1, await this.AlertAsync());
        Assert.Equal(0, await this.app.DbAsync(db => db.OutboxTexts.CountAsync(Ct)));
        Assert.Equal(1, await this.app.DbAsync(db => db.OutboxMails.CountAsync(mail => mail.Kind == nameof(OnCallMail), Ct)));
    }

    [Fact]
    public async Task Alert_NumberAnsweredStop_IsNotTextedAndPhonesNobody()
    {
        await this.ChooseAsync();
        await this.app.AnswerAsync(Phone, "STOP");
        await this.BlockedAsync();
        this.app.Clock.Advance(Duration.FromMinutes(46));
        await this.AlertAsync();

        await this.app.SendTextsAsync();

        Assert.Empty(this.app.Gateway.Arrived);
        Assert.Equal(0, await this.app.DbAsync(db => db.Messages.CountAsync(message => message.Subject.Contains("urgent"), Ct)));
    }

    [Fact]
    public async Task Choose_TakenBackOrWithoutANumber_IsMailOnly()
    {
        using var client = await this.ChooseAsync();
        (await client.GetAsync(Links.Account)).Expect(HttpStatusCode.OK);
        (await client.SubmitAsync($"form[action='{Links.AccountAlerts}']", ("byText", "false"))).ExpectRedirect(Links.Account);
        Assert.False(await this.app.DbAsync(db => db.Staff.Where(staff => staff.Id == this.robin.Id).Select(staff => staff.AlertsByText).SingleAsync(Ct)));

        using var other = await this.app.Data.SignInAsync(StaffRole.Dispatcher);
        Assert.Contains("an admin adds it under People", (await other.GetAsync(Links.Account)).Text, StringComparison.Ordinal);
        await other.PostAsync(Links.AccountAlerts, ("byText", "true"), ("__RequestVerificationToken", other.Page!.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")));
        Assert.Equal(0, await this.app.DbAsync(db => db.Staff.CountAsync(staff => staff.AlertsByText, Ct)));
    }

    /// <summary>As the person does it.</summary>
    private async Task<SiteClient> ChooseAsync()
    {
        var client = await this.app.Data.SignInAsync(this.robin);
        await client.GetAsync(Links.Account);
        (await client.SubmitAsync($"form[action='{Links.AccountAlerts}']", ("byText", "true"))).ExpectRedirect(Links.Account);
        return client;
    }

    private Task<int> AlertAsync() => this.app.WithAsync<AlertOnCall, int>(alert => alert.RunAsync(Ct));

    private async Task<Job> BlockedAsync() => await this.app.Data.JobAsync(JobStatus.AwaitingVendor, await this.app.Data.StaffAsync(StaffRole.Technician));
}
