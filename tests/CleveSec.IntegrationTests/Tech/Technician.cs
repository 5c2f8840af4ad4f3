using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.Tech;

/// <summary>A signed-in technician with one visit of today, one tap at a time.</summary>
internal sealed class Technician(CleveSecApp app, SiteClient client, StaffMember staff, Job job)
{
    public SiteClient Client => client;

    public StaffMember Staff => staff;

    public Guid JobId => job.Id;

    public Guid VisitId => job.Visits[^1].Id;

    public Guid Recorder(int n = 0) => job.Recorders.OrderBy(recorder => recorder.Id).ElementAt(n).Id;

    /// <summary>On the label of this job's recorders and nowhere else.</summary>
    public string Serial(int n = 0) => $"7J{VisitId.ToString("N")[^10..].ToUpperInvariant()}{n}";

    public string Sheet => $"/tech/visits/{VisitId}";

    public static async Task<Technician> WithJobAsync(CleveSecApp app, JobStatus status = JobStatus.Scheduled, int recorders = 1)
    {
        var staff = await app.Data.StaffAsync(StaffRole.Technician, "Terry Fields");
        var job = await app.Data.JobAsync(status, staff, app.Clock.Now + Duration.FromHours(1), recorders);
        return new Technician(app, await app.Data.SignInAsync(staff), staff, job);
    }

    public Task<Job> LoadAsync() => app.Data.LoadAsync(JobId);

    /// <summary>One of the sheet's own buttons.</summary>
    public async Task<SitePage> TapAsync(string handler, params (string Name, string? Value)[] fields)
    {
        await client.GetAsync(Sheet);
        return await client.SubmitAsync($"main form[action*='handler={handler}']", fields);
    }

    /// <summary>Opens a step and sends its form.</summary>
    public async Task<SitePage> StepAsync(string step, params (string Name, string? Value)[] fields)
    {
        (await client.GetAsync($"{Sheet}/{step}")).Expect(System.Net.HttpStatusCode.OK);
        return await client.SubmitAsync("main form", fields);
    }

    /// <summary>Sends a step that the sheet does not offer now, as an old page or an attacker would.</summary>
    public async Task<SitePage> ForceAsync(string pathAndQuery, params (string Name, string? Value)[] fields) =>
        await client.PostAsync(pathAndQuery, [("__RequestVerificationToken", await TokenAsync()), .. fields]);

    public (string Name, string? Value)[] Seen(string link = "Receipt", string lastFour = "4821", int recorders = 1) =>
    [
        ("Input.Situation", "OwnerOccupier"), ("Input.PersonName", "Casey Morgan"), ("Input.Kind", "DriversLicense"), ("Input.LastFour", lastFour), ("Input.NameMatches", "true"), ("Input.Authority", "IdShowsThisAddress"), ("Input.SignedName", "Casey Morgan"),
        .. Enumerable.Range(0, recorders).SelectMany(i => new (string, string?)[] { ($"Input.Recorders[{i}].Link", i == 0 ? link : "none"), ($"Input.Recorders[{i}].Serial", Serial(i).ToLowerInvariant()) }),
    ];

    /// <summary>What was seen, with some of it otherwise.</summary>
    public (string Name, string? Value)[] SeenBut(params (string Name, string? Value)[] others) =>
        [.. Seen().Where(field => others.All(other => other.Name != field.Name)), .. others];

    private async Task<string> TokenAsync()
    {
        // Every page of a signed-in technician has the sign-out form, and its token fits all forms.
        var page = await client.GetAsync("/tech");
        return page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
    }
}
