using System.Globalization;
using System.Net;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.Data;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.IntegrationTests.Booking;

/// <summary>
/// Site or database die while many people book: what was answered "booked" is there, sending the same form again books nothing twice, and every mail is there to go out.
/// The database has fsync on, as in earnest.
/// </summary>
public sealed class BookingCrashTests : IAsyncLifetime
{
    private const int AtOnce = 8;
    private const int EachAtMost = 3;
    private const int Technicians = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly int seed = Environment.TickCount;
    private DurablePostgres postgres = null!;
    private CleveSecApp app = null!;
    private MailServer mail = null!;
    private int people;
    private int acknowledged;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        postgres = await DurablePostgres.StartAsync();
        mail = await MailServer.StartAsync();
        app = new CleveSecApp(new AppOptions { Database = postgres.Database });
        await app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await mail.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public Task Kill9_SiteWhileManyBook_LosesAndDoublesNothing() => KillSiteAsync(5);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Kill9_SiteFiftyTimesWhileManyBook_LosesAndDoublesNothing() => KillSiteAsync(50);

    [Fact]
    public Task Kill9_PostgresWhileManyBook_LosesAndDoublesNothing() => KillPostgresAsync(1);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Kill9_PostgresEightTimesWhileManyBook_LosesAndDoublesNothing() => KillPostgresAsync(8);

    private async Task KillSiteAsync(int times)
    {
        var (random, windows, crowd) = await PrepareAsync();
        var site = await StartSiteAsync();
        try
        {
            // A process books faster once it has booked, so that the kills fall into the work and not into its first compilation.
            List<CrowdForm> all = [await BookAsync(crowd, site, NewForm(random, windows), random, windows)];
            for (var i = 0; i < times; i++)
            {
                var load = LoadAsync(crowd, site, random, windows);
                await Task.Delay(random.Next(50, 700), Ct);
                site.Kill9();
                var forms = await load;
                await site.DisposeAsync();
                site = await StartSiteAsync();
                all.AddRange(await SendAgainAsync(crowd, site, forms, random, windows));
            }

            await CheckAllAsync(site, all);
        }
        finally
        {
            await site.DisposeAsync();
            crowd.Dispose();
        }
    }

    private async Task KillPostgresAsync(int times)
    {
        var (random, windows, crowd) = await PrepareAsync();
        await using var site = await StartSiteAsync();
        List<CrowdForm> all = [await BookAsync(crowd, site, NewForm(random, windows), random, windows)];
        for (var i = 0; i < times; i++)
        {
            var load = LoadAsync(crowd, site, random, windows);
            await Task.Delay(random.Next(50, 700), Ct);
            await postgres.KillAsync();
            await postgres.StartAgainAsync();
            var forms = await load;
            all.AddRange(await SendAgainAsync(crowd, site, forms, random, windows));
        }

        await CheckAllAsync(site, all);
        crowd.Dispose();
    }

    /// <summary>The page comes from the site in this process, made an hour ago by its clock; the other process shares database and keys.</summary>
    private async Task<(Random Random, List<string> Windows, BookingCrowd Crowd)> PrepareAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        app.Clock.Now = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1);
        for (var i = 0; i < Technicians; i++)
        {
            await app.Data.StaffAsync(StaffRole.Technician, more: staff => staff.WorkWeekly(Enumerable.Range(1, 7).Select(day => new WorkingHours((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(18, 0)))));
        }

        var windows = await app.WithAsync<FreeWindowsQuery, List<string>>(async free => [.. (await free.RunAsync(new WindowWish(TestData.Zip, Service.RecoveryId, [RecorderBrand.Dahua]), Ct))
            .Where(offer => offer.Window.Start > app.Clock.Now + Duration.FromHours(12)).Select(offer => offer.Window.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))]);
        return (new Random(seed), windows, await BookingCrowd.OpenAsync(app, Duration.Zero));
    }

    private Task<SiteProcess> StartSiteAsync() => SiteProcess.StartAsync(
        postgres.Database, ("Mail:Host", "127.0.0.1"), ("Mail:Port", mail.Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Security", "None"), ("Mail:FromAddress", "office@clevesec.test"));

    private CrowdForm NewForm(Random random, List<string> windows) => CrowdForm.Of(people++, windows[random.Next(windows.Count)]);

    private static async Task<CrowdAnswer?> TryPostAsync(BookingCrowd crowd, SiteProcess site, CrowdForm form)
    {
        try
        {
            return await crowd.PostAsync(site.Address, form);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Many book at once, one after the other each, until nothing answers any more; what was answered "booked" must be there afterwards.</summary>
    private async Task<List<CrowdForm>> LoadAsync(BookingCrowd crowd, SiteProcess site, Random random, List<string> windows)
    {
        var plans = Enumerable.Range(0, AtOnce).Select(_ => Enumerable.Range(0, EachAtMost).Select(_ => NewForm(random, windows)).ToList()).ToList();
        var answers = await Task.WhenAll(plans.ConvertAll(async forms =>
        {
            var sent = new List<(CrowdForm Form, bool Booked)>();
            foreach (var form in forms)
            {
                var answer = await TryPostAsync(crowd, site, form);
                sent.Add((form, answer is { IsBooked: true }));
                if (answer is not ({ IsBooked: true } or { Status: HttpStatusCode.Conflict }))
                {
                    break;
                }
            }

            return sent;
        }));
        foreach (var (form, _) in answers.SelectMany(sent => sent).Where(sent => sent.Booked))
        {
            acknowledged++;
            Assert.Equal(1, await JobsOfAsync(form));
        }

        return [.. answers.SelectMany(sent => sent).Select(sent => sent.Form)];
    }

    /// <summary>Everybody sends again what they had sent, answered or not.</summary>
    private async Task<IReadOnlyList<CrowdForm>> SendAgainAsync(BookingCrowd crowd, SiteProcess site, List<CrowdForm> forms, Random random, List<string> windows) =>
        await Task.WhenAll(forms.ConvertAll(form => BookAsync(crowd, site, form, random, windows)));

    /// <summary>Sends the form until it is booked; where the window is taken with another one, as a person would.</summary>
    private static async Task<CrowdForm> BookAsync(BookingCrowd crowd, SiteProcess site, CrowdForm form, Random random, List<string> windows)
    {
        for (var started = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(Pause, Ct))
        {
            var answer = await TryPostAsync(crowd, site, form);
            if (answer is { IsBooked: true })
            {
                return form;
            }

            if (answer is { Status: HttpStatusCode.Conflict })
            {
                lock (windows)
                {
                    form = form with { Window = windows[random.Next(windows.Count)] };
                }
            }

            Assert.True(started.Elapsed < Patience, $"{form.Email}: {answer?.Status} {answer?.Body} {site.Output}");
        }
    }

    private async Task CheckAllAsync(SiteProcess site, IReadOnlyList<CrowdForm> forms)
    {
        foreach (var form in forms)
        {
            Assert.Equal(1, await JobsOfAsync(form));
        }

        Assert.Equal(forms.Count, await app.DbAsync(db => db.Visits.CountAsync(visit => visit.Status == VisitStatus.Planned, Ct)));
        Assert.Equal(0, await DoubleBookings.CountAsync(postgres.Database));
        var ids = await app.DbAsync(db => db.OutboxMails.Where(letter => letter.JobId != null).Select(letter => letter.MessageId).ToListAsync(Ct));
        Assert.Equal(forms.Count * 2, ids.Count);
        await CheckMailsAsync(site, ids);
        TestContext.Current.TestOutputHelper?.WriteLine($"{forms.Count} booked, {acknowledged} of them answered before the end; {ids.Count} mails.");
    }

    /// <summary>All of them arrive: those a dead sender had taken once its lease is over, which is made to be now.</summary>
    private async Task CheckMailsAsync(SiteProcess site, IReadOnlyList<string> ids)
    {
        await postgres.Database.AsOwnerAsync("update outbox_mails set lease_until = null, next_try_at = now() where state = 'Waiting'");
        for (var started = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(Pause, Ct))
        {
            if (await app.DbAsync(db => db.OutboxMails.AllAsync(letter => letter.State == OutboxState.Sent, Ct)))
            {
                break;
            }

            Assert.True(started.Elapsed < Patience, $"Mails wait. {site.Output}");
        }

        var arrived = mail.Messages().Select(message => message.MessageId).ToHashSet();
        Assert.Equal([], ids.Except(arrived));
    }

    private Task<int> JobsOfAsync(CrowdForm form) => app.DbAsync(db => db.Jobs.CountAsync(job => job.Customer.Email == form.Email, Ct));
}
