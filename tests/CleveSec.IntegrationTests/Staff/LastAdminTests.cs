using System.Net;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>Somebody must always be able to let people in. Each test has its own site, because the other admins count.</summary>
public sealed class LastAdminTests : IAsyncLifetime
{
    private readonly CleveSecApp app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => this.app.InitializeAsync();

    public ValueTask DisposeAsync() => this.app.DisposeAsync();

    [Fact]
    public async Task Demote_LastAdmin_IsRefusedWithTheReason()
    {
        var only = await this.app.Data.StaffAsync(StaffRole.Admin);
        await this.app.Data.StaffAsync(StaffRole.Admin, more: staff => staff.Deactivate());
        using var client = await this.app.Data.SignInAsync(only);
        await client.GetAsync(Links.Person(only.Id));

        var page = (await client.SubmitAsync($"form[action='{Links.Person(only.Id)}']", ("Input.Role", "Dispatcher"))).Expect(HttpStatusCode.Conflict);

        Assert.Contains("last active admin", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await this.ActiveAdminsAsync());
    }

    [Fact]
    public async Task Deactivate_Oneself_IsNotOfferedAndRefused()
    {
        await this.app.Data.StaffAsync(StaffRole.Admin);
        var me = await this.app.Data.StaffAsync(StaffRole.Admin);
        using var client = await this.app.Data.SignInAsync(me);
        var page = await client.GetAsync(Links.Person(me.Id));
        Assert.Empty(page.All($"form[action='{Links.PersonDeactivate(me.Id)}']"));

        var token = page.All("main input[name=__RequestVerificationToken]")[0].GetAttribute("value");
        (await client.PostAsync(Links.PersonDeactivate(me.Id), ("__RequestVerificationToken", token))).Expect(HttpStatusCode.Conflict);

        Assert.Equal(2, await this.ActiveAdminsAsync());
    }

    /// <summary>The control: without the lock in PersonChanges.AnotherAdminAsync both find the other still there, and nobody is left.</summary>
    [Fact]
    public async Task Deactivate_TwoAdminsEachOtherAtOnce_OneStays()
    {
        for (var round = 0; round < 5; round++)
        {
            await this.app.DbAsync(db => db.Staff.ExecuteUpdateAsync(set => set.SetProperty(staff => staff.Active, false), Ct));
            var one = await this.app.Data.StaffAsync(StaffRole.Admin);
            var two = await this.app.Data.StaffAsync(StaffRole.Admin);
            using var first = await this.app.Data.SignInAsync(one);
            using var second = await this.app.Data.SignInAsync(two);
            await first.GetAsync(Links.Person(two.Id));
            await second.GetAsync(Links.Person(one.Id));

            await Task.WhenAll(first.SubmitAsync($"form[action='{Links.PersonDeactivate(two.Id)}']"), second.SubmitAsync($"form[action='{Links.PersonDeactivate(one.Id)}']"));

            Assert.Equal(1, await this.ActiveAdminsAsync());
        }
    }

    private Task<int> ActiveAdminsAsync() => this.app.DbAsync(db => db.Staff.CountAsync(staff => staff.Active && staff.Role == StaffRole.Admin, Ct));
}
