using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Recovery;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>The owner signs that settings may be lost: in their language, by their own name, and after recordings that may be needed are settled.</summary>
public sealed class ConsentTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Theory]
    [InlineData("Terry Fields", false)]
    [InlineData("Morgan", true)]
    [InlineData("MORGAN, Casey J.", true)]
    public async Task Sign_OnlyByWhoWasVerifiedOrOwnsIt(string name, bool signs)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var page = await technician.StepAsync(Step(technician), ("Input.SignedName", name), ("Input.Agreed", "true"));

        if (signs)
        {
            page.ExpectRedirect($"{technician.Sheet}/attempt?recorder={technician.Recorder()}");
            return;
        }

        Assert.Contains("Casey Morgan", page.Expect(HttpStatusCode.UnprocessableEntity).One("#Input_SignedName_error").TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.One("#Input_SignedName").GetAttribute("value"));
        Assert.Null((await technician.LoadAsync()).Recorders[0].ConsentByName);
    }

    [Theory]
    [InlineData(FootageNeed.Yes)]
    [InlineData(FootageNeed.NotSure)]
    public async Task Sign_WhereRecordingsMayBeNeeded_SaysWhatBecomesOfThem(FootageNeed need)
    {
        var technician = await NeedingAsync(need);
        (string, string?)[] signed = [("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true")];

        var refused = (await technician.StepAsync(Step(technician), signed)).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("recordings", refused.One("#Input_Footage_error").TextContent, StringComparison.Ordinal);
        refused.One(".error-summary a[href='#Input_Footage']");
        (await technician.StepAsync(Step(technician), [.. signed, ("Input.Footage", "Saved")])).ExpectRedirect($"{technician.Sheet}/attempt?recorder={technician.Recorder()}");

        var happened = (await technician.LoadAsync()).Events.Last(one => one.Kind == "ConsentSigned");
        Assert.Equal((ConsentText.Current.Version, "English", "Saved"), (happened.Detail["text"], happened.Detail["language"], happened.Detail["footage"]));
    }

    /// <summary>The controls: nobody needs them, and what nobody asked for is not kept.</summary>
    [Theory]
    [InlineData(FootageNeed.No)]
    [InlineData(null)]
    public async Task Sign_WhereNoneAreNeeded_IsNotAsked(FootageNeed? need)
    {
        var technician = await NeedingAsync(need);
        Assert.Empty((await technician.Client.GetAsync($"{technician.Sheet}/{Step(technician)}")).All("[name='Input.Footage']"));

        (await technician.ForceAsync($"{technician.Sheet}/{Step(technician)}", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"), ("Input.Footage", "Saved"), ("Input.TextVersion", ConsentText.Current.Version)))
            .ExpectRedirect($"{technician.Sheet}/attempt?recorder={technician.Recorder()}");

        Assert.DoesNotContain("footage", (await technician.LoadAsync()).Events.Last(one => one.Kind == "ConsentSigned").Detail.Keys);
    }

    [Fact]
    public async Task Form_OfASpanishCustomer_IsSpanishWithTheEnglishBeside()
    {
        var technician = await NeedingAsync(FootageNeed.Yes);
        await app.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = (select customer_id from jobs where id = $1)", technician.JobId);

        var page = await technician.Client.GetAsync($"{technician.Sheet}/{Step(technician)}");

        var form = page.One("main form");
        Assert.Equal("es", form.QuerySelector("[lang]")!.GetAttribute("lang"));
        Assert.All(["se pueden perder los ajustes", "Las he guardado", "Su nombre completo", "Firmar"], words => Assert.Contains(words, form.TextContent, StringComparison.Ordinal));
        Assert.Contains("settings of this recorder may be lost", page.One("main details").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Settings:", page.All("main [lang=es]")[0].TextContent, StringComparison.Ordinal);

        (await technician.Client.SubmitAsync("main form", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"), ("Input.Footage", "NotNeeded"))).ExpectRedirect($"{technician.Sheet}/attempt?recorder={technician.Recorder()}");
        Assert.Equal("Spanish", (await technician.LoadAsync()).Events.Last(one => one.Kind == "ConsentSigned").Detail["language"]);
    }

    [Fact]
    public async Task Sign_AFormThatWasNeverShown_IsRefused()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);

        var page = await technician.ForceAsync($"{technician.Sheet}/{Step(technician)}", ("Input.SignedName", "Casey Morgan"), ("Input.Agreed", "true"), ("Input.TextVersion", "1999-01-01"));

        Assert.Contains("Show it again", page.Expect(HttpStatusCode.Conflict).One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Null((await technician.LoadAsync()).Recorders[0].ConsentByName);
    }

    [Fact]
    public async Task Authorization_SignedByAnotherNameThanTheId_IsRefusedBesideTheName()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OnSite);

        var page = (await technician.StepAsync("ownership", technician.SeenBut(("Input.SignedName", "Terry Fields")))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("the person whose ID was seen: Casey Morgan", page.One("#Input_SignedName_error").TextContent, StringComparison.Ordinal);
        Assert.Empty((await technician.LoadAsync()).Checks);
        (await technician.StepAsync("ownership", technician.SeenBut(("Input.SignedName", "casey morgan")))).ExpectRedirect(technician.Sheet);
    }

    private static string Step(Technician technician) => $"consent?recorder={technician.Recorder()}";

    private async Task<Technician> NeedingAsync(FootageNeed? need)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.OwnershipVerified);
        await app.Database.AsOwnerAsync("update jobs set footage = $2 where id = $1", technician.JobId, need?.ToString() ?? (object)DBNull.Value);
        return technician;
    }
}
