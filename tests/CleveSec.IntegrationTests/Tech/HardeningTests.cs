using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The checklist with before and after, its version, and how the owner is prepared for the next lockout.</summary>
public sealed class HardeningTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Checklist_BeforeAndAfter_AreKeptWithTheVersionAndShownAgain()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);

        (await technician.StepAsync(
            $"checklist?recorder={technician.Recorder()}",
            ("Answers[no-open-ports]", "Done"), ("Before[no-open-ports]", " Port 8000 forwarded, UPnP on "), ("After[no-open-ports]", "Both off"), ("Answers[https]", "DeclinedByOwner"))).ExpectRedirect(technician.Sheet);

        var items = (await technician.LoadAsync()).Recorders[0].Hardening;
        var version = app.Services.GetRequiredService<Web.Features.Tech.JobSheet.Checklist.HardeningChecklist>().Version;
        var ports = Assert.Single(items, item => item.ItemId == "no-open-ports");
        Assert.Equal((HardeningState.Done, version, "Port 8000 forwarded, UPnP on", "Both off"), (ports.State, ports.Version, ports.Before, ports.After));
        var page = await technician.Client.GetAsync($"{technician.Sheet}/checklist?recorder={technician.Recorder()}");
        Assert.Equal("Both off", page.One("input[name='After[no-open-ports]']").GetAttribute("value"));
        Assert.Contains($"Version {version} of the checklist", page.Text, StringComparison.Ordinal);
        Assert.Equal("DeclinedByOwner", page.One("select[name='Answers[https]'] option[selected]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("password: Blue42fish", "We never keep those")]
    [InlineData("x", "Choose an answer")]
    [InlineData(null, "200 characters")]
    public async Task Checklist_TextThatCannotStand_IsRefusedBesideItsField(string? text, string error)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);
        text ??= new string('a', 201);
        (string, string?)[] answer = error.StartsWith("Choose", StringComparison.Ordinal) ? [] : [("Answers[time]", "Done")];

        var page = (await technician.StepAsync($"checklist?recorder={technician.Recorder()}", [("Answers[https]", "Done"), .. answer, ("Before[time]", text)])).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(error, page.One(".field--error .field__error").TextContent, StringComparison.Ordinal);
        Assert.Equal(text, page.One("input[name='Before[time]']").GetAttribute("value"));
        Assert.Equal("Done", page.One("select[name='Answers[https]'] option[selected]").GetAttribute("value"));
        Assert.Empty((await technician.LoadAsync()).Recorders[0].Hardening);
    }

    [Fact]
    public async Task Checklist_SecretToBeMasked_IsKeptWithoutTheValue()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);
        await technician.StepAsync($"checklist?recorder={technician.Recorder()}", ("Answers[time]", "Done"), ("Before[time]", "Worked with password: Blue42fish"));

        (await technician.Client.SubmitAsync("main form", ("masked", "Before[time]"))).ExpectRedirect(technician.Sheet);

        Assert.Equal("Worked with password: (masked)", Assert.Single((await technician.LoadAsync()).Recorders[0].Hardening).Before);
    }

    [Theory]
    [InlineData("Answers[unknown-item]", "Done")]
    [InlineData("Answers[guid-export]", "Done")]
    [InlineData("Answers[time]", "Burned")]
    public async Task Checklist_Hostile_IsRefused(string field, string value)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);

        var page = await technician.ForceAsync($"{technician.Sheet}/checklist?recorder={technician.Recorder()}", (field, value));

        Assert.InRange((int)page.Status, 400, 499);
        Assert.Empty((await technician.LoadAsync()).Recorders[0].Hardening);
    }

    [Fact]
    public async Task NextLockout_AfterTheChecklist_StandsOnTheCloseOutInTheSummaryAndAtTheOffice()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Reinitialized);
        var page = await technician.Client.GetAsync($"{technician.Sheet}/checklist?recorder={technician.Recorder()}");
        var answers = page.All("main form select").Select(select => (select.GetAttribute("name")!, (string?)(select.GetAttribute("name") == "Answers[security-questions]" ? "NotApplicable" : "")));
        (await technician.ForceAsync(page.One("main form button[formaction]").GetAttribute("formaction")!, [.. answers])).ExpectRedirect(technician.Sheet);
        const string words = "If the password is forgotten again: a code to your own e-mail.";

        var close = await technician.Client.GetAsync($"{technician.Sheet}/close");
        Assert.Contains("Next lockout: 1 of 4 prepared", close.Text, StringComparison.Ordinal);
        Assert.Contains(words, close.One("#Input_Summary").TextContent, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form")).ExpectRedirect(technician.Sheet);
        Assert.Contains(words, (await technician.Client.GetAsync(technician.Sheet)).Text, StringComparison.Ordinal);

        var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        var job = await office.GetAsync($"/staff/jobs/{(await technician.LoadAsync()).Number}");
        Assert.Contains("Next lockout: 1 of 4 prepared", job.Text, StringComparison.Ordinal);
        Assert.Contains(words, job.Text, StringComparison.Ordinal);
        Assert.Contains("security questions: does not apply", job.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Checklist_ItemsOfTheScore_StandOnIt()
    {
        var items = app.Services.GetRequiredService<Web.Features.Tech.JobSheet.Checklist.HardeningChecklist>().For(RecorderBrand.Hikvision).Select(item => item.Id).ToHashSet();

        var everything = NextLockout.Of(RecorderBrand.Hikvision, SetupSteps.All.ToDictionary(step => step.Id, _ => HardeningState.Done), items.ToDictionary(id => id, _ => HardeningState.Done));
        var withoutWizard = NextLockout.Of(RecorderBrand.Hikvision, new Dictionary<string, HardeningState>(), items.ToDictionary(id => id, _ => HardeningState.Done));

        Assert.Empty(everything.Lacks);
        Assert.Equal([LockoutHelp.AppAccount], withoutWizard.Lacks);
    }
}
