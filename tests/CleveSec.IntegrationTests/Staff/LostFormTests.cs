using System.Net;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Staff;

/// <summary>A form that is sent after the session has ended.</summary>
public sealed class LostFormTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    [Fact]
    public async Task Post_SessionEndedMeanwhile_SignsInComesBackAndIsToldThatNothingWasSaved()
    {
        var job = await app.Data.JobAsync();
        var person = await app.Data.StaffAsync(StaffRole.Dispatcher);
        using var client = await app.Data.SignInAsync(person);
        client.ForwardedFor = "198.51.100.77";
        await client.GetAsync($"/staff/jobs/{job.Number}/cancel");
        app.Clock.Advance(Duration.FromMinutes(31));

        var door = await client.FollowAsync(await client.SubmitAsync("main form", ("Input.Choice", "It was reported twice")));
        Assert.Contains("it was not saved", door.Expect(HttpStatusCode.OK).One("main [role=status]").TextContent, StringComparison.Ordinal);

        // A wrong password does not lose the way back.
        await client.SubmitAsync("main form[method=post]", ("Input.Email", person.Email), ("Input.Password", "wrong wrong wrong wrong"));
        var back = await client.SubmitAsync("main form[method=post]", ("Input.Email", person.Email), ("Input.Password", TestData.Password));

        var form = await client.FollowAsync(back.ExpectRedirect($"/staff/jobs/{job.Number}/cancel"));
        Assert.Contains("was not saved", form.One(".notice[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Reported, (await app.Data.LoadAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Post_ButtonOfAList_ComesBackToTheListWithoutTheButton()
    {
        await app.Data.JobAsync(JobStatus.Scheduled);
        using var client = await app.Data.SignInAsync(StaffRole.Dispatcher);
        await client.GetAsync("/staff?view=new");
        app.Clock.Advance(Duration.FromMinutes(31));

        (await client.SubmitAsync("form[action*='Accept']")).ExpectRedirect("/staff/sign-in?next=%2Fstaff%3Fview%3Dnew&lost=true");
    }

    [Fact]
    public async Task Get_SessionEnded_LosesNothingAndSaysNothing()
    {
        using var client = app.Client();

        var door = await client.FollowAsync((await client.GetAsync("/staff/jobs?q=x")).ExpectRedirect("/staff/sign-in?next=%2Fstaff%2Fjobs%3Fq%3Dx"));

        Assert.Empty(door.All("main [role=status]"));
    }
}
