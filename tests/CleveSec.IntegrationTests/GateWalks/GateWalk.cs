using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using NodaTime;

namespace CleveSec.IntegrationTests.GateWalks;

/// <summary>People of the office and a technician who is on another visit, signed in, for many walks.</summary>
internal sealed class GateCrowd : IAsyncDisposable
{
    private readonly Dictionary<Sender, (SiteClient Client, string Token)> doors = [];

    public Guid Office { get; private set; }

    public static async Task<GateCrowd> ComeAsync(CleveSecApp app)
    {
        var crowd = new GateCrowd();
        var office = await app.Data.StaffAsync(StaffRole.Dispatcher);
        crowd.Office = office.Id;
        await crowd.EnterAsync(Sender.Dispatcher, await app.Data.SignInAsync(office), "/staff/jobs");
        await crowd.EnterAsync(Sender.Admin, await app.Data.SignInAsync(StaffRole.Admin), "/staff/jobs");
        await crowd.EnterAsync(Sender.OtherTechnician, await app.Data.SignInAsync(StaffRole.Technician), "/tech");
        await crowd.EnterAsync(Sender.Nobody, app.Client(), "/contact");
        return crowd;
    }

    /// <summary>Takes in somebody of one walk, in the place of the one before.</summary>
    public async Task EnterAsync(Sender sender, SiteClient client, string page)
    {
        var token = (await client.GetAsync(page)).All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        if (doors.Remove(sender, out var before))
        {
            before.Client.Dispose();
        }

        doors.Add(sender, (client, token));
    }

    public Task<SitePage> SendAsync(Sender sender, string path, IEnumerable<(string Name, string? Value)> fields) =>
        doors[sender].Client.PostAsync(path, [("__RequestVerificationToken", doors[sender].Token), .. fields]);

    public ValueTask DisposeAsync()
    {
        doors.Values.ToList().ForEach(door => door.Client.Dispose());
        return ValueTask.CompletedTask;
    }
}

/// <summary>One job, and what random people do to it.</summary>
internal sealed class GateWalk(CleveSecApp app, GateCrowd crowd, Random random, Job job, Guid staff)
{
    private const int Steps = 12;

    private static readonly JobStatus[] Beginnings =
    [
        JobStatus.Scheduled, JobStatus.Scheduled, JobStatus.OnSite, JobStatus.OnSite, JobStatus.OwnershipVerified, JobStatus.OwnershipVerified, JobStatus.AwaitingVendor, JobStatus.Reinitialized, JobStatus.Refused, JobStatus.NotRecovered,
    ];

    private static readonly Sender[] Senders = Enum.GetValues<Sender>();
    private readonly List<string> story = [];

    public Guid Job => job.Id;

    public string Number => job.Number;

    /// <summary>Whose visit it was when the walk began; visits are planned for them again.</summary>
    public Guid Staff => staff;

    public Guid Office => crowd.Office;

    public Instant Now => app.Clock.Now;

    public IReadOnlyList<Guid> Recorders { get; } = [.. job.Recorders.Select(recorder => recorder.Id).Order()];

    /// <summary>The one this step is about.</summary>
    public Guid Recorder { get; private set; } = job.Recorders[0].Id;

    public GateState State { get; private set; } = null!;

    /// <summary>The acts that changed something, the statuses they led to, and what became of statements.</summary>
    public List<string> Reached { get; } = [];

    public int Below(int n) => random.Next(n);

    public bool Coin() => random.Next(2) == 0;

    public T OneOf<T>(params IReadOnlyList<T> things) => things[random.Next(things.Count)];

    public static async Task<GateWalk> BeginAsync(CleveSecApp app, GateCrowd crowd, Random random)
    {
        var staff = await app.Data.StaffAsync(StaffRole.Technician, "Terry Fields");
        var status = Beginnings[random.Next(Beginnings.Length)];
        var job = await app.Data.JobAsync(status, staff, app.Clock.Now + Duration.FromHours(1), recorders: 1 + random.Next(2));
        await crowd.EnterAsync(Sender.Technician, await app.Data.SignInAsync(staff), "/tech");
        await crowd.EnterAsync(Sender.Customer, await app.Data.CustomerClientAsync(job.Id), "/visit");
        return new GateWalk(app, crowd, random, job, staff.Id) { State = await GateState.OfAsync(app.Database, job.Id) };
    }

    /// <summary>To the end, or to the first breach.</summary>
    /// <returns>The breach with everything that was done; null: there is none.</returns>
    public async Task<string?> GoAsync()
    {
        story.Add($"{Number} begins {State.Status}");
        for (var i = 0; i < Steps; i++)
        {
            app.Clock.Advance(Duration.FromSeconds(1));
            Recorder = OneOf(Recorders);
            var breach = random.Next(10) switch
            {
                < 2 => await StatementAsync(),
                2 => await TwoAtOnceAsync(),
                _ => await FormAsync(),
            };
            if (breach is not null)
            {
                return $"{breach}\n  {string.Join("\n  ", story)}";
            }
        }

        return null;
    }

    /// <summary>The technician leaves the company, so that planning does not look through those of a thousand walks.</summary>
    public Task EndAsync() => app.Database.AsOwnerAsync("update staff_members set active = false where id = $1", staff);

    private async Task<string?> StatementAsync()
    {
        var (sql, left) = await GateStatements.TryAsync(app.Database, this);
        var became = left is null ? "SQL refused" : "SQL taken";
        story.Add($"{became}: {sql}");
        Reached.Add(became);
        return left?.BreachSince(State, byTechnician: null);
    }

    private async Task<string?> FormAsync()
    {
        var (act, sender) = Choose();
        var before = State;
        var status = await SendAsync(act, sender);
        State = await GateState.OfAsync(app.Database, job.Id);
        Note(act, before);
        return status >= 500 ? $"{act.Name} by {sender} answered {status}: {app.Logs.Trouble}"
            : !Belongs(act, sender) && State.Events != before.Events ? $"{sender} may not, and did: {act.Name}"
            : State.BreachSince(before, byTechnician: act.Usual == Sender.Technician && before.Technician == staff);
    }

    /// <summary>Both have read the job before either writes; half of the time it is the same click twice. Which of the two came first is not known, so only what holds always is asked.</summary>
    private async Task<string?> TwoAtOnceAsync()
    {
        var one = Choose();
        var other = Coin() ? one : Choose();
        var statuses = await LineUp.RunAsync(app.Database, job.Id, TestContext.Current.CancellationToken, () => SendAsync(one.Act, one.Sender), () => SendAsync(other.Act, other.Sender));
        State = await GateState.OfAsync(app.Database, job.Id);
        return statuses.Any(status => status >= 500) ? $"{one.Act.Name} and {other.Act.Name} at once answered {string.Join(" and ", statuses)}: {app.Logs.Trouble}" : State.Breach();
    }

    private (GateAct Act, Sender Sender) Choose()
    {
        var onward = GateActs.Onward(State.Status);
        var wanted = onward.Length > 0 && random.Next(10) < 7 ? OneOf(onward) : null;
        var act = GateActs.All.FirstOrDefault(it => it.Name == wanted) ?? OneOf(GateActs.All);
        return (act, random.Next(10) < 8 ? act.Usual : OneOf(Senders));
    }

    private async Task<int> SendAsync(GateAct act, Sender sender)
    {
        var (path, fields) = act.Form(this);
        var answer = await crowd.SendAsync(sender, path, fields);
        story.Add($"{sender} {act.Name}: {(int)answer.Status}");
        return (int)answer.Status;
    }

    private void Note(GateAct act, GateState before)
    {
        if (State.Events != before.Events)
        {
            Reached.Add(act.Name);
        }

        Reached.Add(State.Status);
    }

    private static bool Belongs(GateAct act, Sender sender) => sender == act.Usual || (act.Usual == Sender.Dispatcher && sender == Sender.Admin);
}
