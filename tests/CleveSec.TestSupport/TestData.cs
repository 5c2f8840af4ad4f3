using System.Security.Claims;
using CleveSec.Domain.Customers;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Jobs;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>People, sites and jobs for tests, made by the domain and saved as the site saves them, gate and all.</summary>
internal sealed class TestData(CleveSecApp app)
{
    /// <summary>Every staff member's password.</summary>
    public const string Password = "correct horse battery staple";
    public const string Zip = "44113";
    public const string MethodId = "dahua-questions";

    /// <summary>The claim in which the cookie handler keeps the key of a session store.</summary>
    private const string SessionIdClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";
    private static readonly Duration Work = Duration.FromHours(1);
    private static readonly Duration Buffer = Duration.FromMinutes(15);
    private static readonly Duration Travel = Duration.FromMinutes(15);
    private static readonly Lazy<string> PasswordHash = new(() =>
        new PasswordHasher<StaffAccount>(Options.Create(new PasswordHasherOptions { IterationCount = 220_000 })).HashPassword(new StaffAccount(), Password));

    private static int made;

    private Instant Now => app.Clock.Now;

    public BookingRules Rules { get; } = new(BusinessCalendar.EveryDay(new WindowTime(new LocalTime(8, 0), new LocalTime(10, 0))), Buffer, Duration.FromHours(2), 14, Duration.FromHours(2), Duration.FromDays(30));

    /// <summary>With which a customer books whatever the time is.</summary>
    private BookingRules AnyTime => this.Rules with { CutOff = -Duration.FromDays(365) };

    /// <summary>Somebody who can sign in. Technicians know every brand, start at <see cref="Zip"/> and work Monday to Friday, 8 to 18.</summary>
    public async Task<StaffMember> StaffAsync(StaffRole role, string? name = null, Action<StaffMember>? more = null)
    {
        var n = Interlocked.Increment(ref made);
        var staff = StaffMember.Join(name ?? $"{role} Person{n}", $"{role}.{n}@clevesec.test", role, this.Now);
        if (role == StaffRole.Technician)
        {
            staff.Describe(staff.Name, "+12163338245", role, Zip, Enum.GetValues<RecorderBrand>());
            staff.WorkWeekly(Enumerable.Range(1, 5).Select(day => new WorkingHours((IsoDayOfWeek)day, new LocalTime(8, 0), new LocalTime(18, 0))));
        }

        more?.Invoke(staff);
        return await app.DbAsync(async db =>
        {
            db.Staff.Add(staff);
            db.Users.Add(new StaffAccount
            {
                Id = staff.Id,
                UserName = staff.Email,
                NormalizedUserName = staff.Email.ToUpperInvariant(),
                Email = staff.Email,
                NormalizedEmail = staff.Email.ToUpperInvariant(),
                EmailConfirmed = true,
                PasswordHash = PasswordHash.Value,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return staff;
        });
    }

    /// <summary>A browser in which a new member of staff with this role is signed in.</summary>
    public async Task<SiteClient> SignInAsync(StaffRole role) => await this.SignInAsync(await this.StaffAsync(role));

    /// <summary>A browser in which this person is signed in: a session's row and its cookie, without the sign-in page.</summary>
    public async Task<SiteClient> SignInAsync(StaffMember staff)
    {
        var key = Keys.New();
        await app.DbAsync(db =>
        {
            db.StaffSessions.Add(new StaffSession { Id = Guid.CreateVersion7(), KeyHash = Keys.Hash(key), StaffId = staff.Id, CreatedAt = this.Now, LastSeenAt = this.Now, ExpiresAt = this.Now + Duration.FromHours(12) });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var cookies = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(StaffTickets.Scheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionIdClaim, key)], StaffTickets.Scheme)), StaffTickets.Scheme);
        var client = app.Client();
        client.SetCookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket));
        return client;
    }

    /// <summary>A customer's browser that may see one job.</summary>
    /// <param name="mayChange">As after booking here or a mailed code.</param>
    public async Task<SiteClient> CustomerClientAsync(Guid jobId, bool mayChange = true)
    {
        var key = Keys.New();
        await app.DbAsync(db =>
        {
            db.CustomerSessions.Add(new CustomerSession
            {
                Id = Guid.CreateVersion7(),
                KeyHash = Keys.Hash(key),
                JobId = jobId,
                Source = mayChange ? CustomerSessionSource.Booking : CustomerSessionSource.Link,
                CreatedAt = this.Now,
                ExpiresAt = this.Now + Duration.FromHours(12),
                MayChangeUntil = mayChange ? this.Now + Duration.FromHours(1) : null,
            });
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var client = app.Client();
        client.SetCookie(CustomerSessions.CookieName, key);
        return client;
    }

    /// <summary>A job brought into a status by the moves that lead there; its visit was booked by the customer.</summary>
    /// <param name="technician">Of the visit, where the status has one; null: a new one.</param>
    /// <param name="start">Of the visit's work and window; null: this technician's next free time, today where the technician arrives, else from tomorrow, 10:00 in New York.</param>
    public async Task<Job> JobAsync(JobStatus status = JobStatus.Reported, StaffMember? technician = null, Instant? start = null, int recorders = 1, string? email = "casey@example.com", string zip = Zip)
    {
        var office = await this.StaffAsync(StaffRole.Dispatcher);
        var job = await this.ReportAsync(office, recorders, email, zip);
        if (status == JobStatus.Reported)
        {
            return job;
        }

        technician ??= await this.StaffAsync(StaffRole.Technician);
        var path = JobPath.To(status);
        var placement = await this.PlacementAsync(technician, start, today: path.Contains(JobMove.Arrive));
        job = await this.ActAsync(job.Id, Actor.Homeowner("Casey Morgan"), (it, step) => it.Schedule(placement, this.AnyTime, step));
        foreach (var move in path)
        {
            job = await this.ActAsync(job.Id, move is JobMove.Cancel ? office : technician, (it, step) => JobPath.Make(move, it, this.Rules, step));
        }

        return job;
    }

    /// <summary>A picture the customer sent; nobody has looked at it.</summary>
    public Task<Guid> PhotoAsync(Guid jobId, EvidenceKind kind = EvidenceKind.Label) => app.WithAsync<EvidenceVault, Guid>(async vault =>
    {
        // Each of another size, all small enough to be kept as they are: the same picture for the same job is kept once.
        var number = Interlocked.Increment(ref made);
        using var black = NetVips.Image.Black(300 + (number % 1000), 200 + (number / 1000));
        using var picture = black + 140;
        var kept = await vault.KeepAsync(EvidenceOwner.Job(jobId), kind, new MemoryStream(picture.PngsaveBuffer()), "Casey Morgan", TestContext.Current.CancellationToken);
        return ((EvidenceOutcome.Kept)kept).Id;
    });

    /// <summary>Changes a job as a use case does; throws when the domain refuses.</summary>
    public Task<Job> ActAsync(Guid jobId, StaffMember by, Action<Job, Step> act) => this.ActAsync(jobId, new Actor(CurrentStaff.RoleOf(by.Role), by.Id, by.Name), act);

    /// <summary>The form, signed with a typed name.</summary>
    public static readonly ConsentSigned Consent = new(ConsentText.Current.Version, Language.English, "Casey Morgan");

    public static readonly AuthorizationSigned Signed = new(AuthorizationText.Current.Version, Language.English, "Casey Morgan");

    /// <summary>The form that was signed on this job.</summary>
    public Task<Guid> SignedFormAsync(Guid jobId) => app.DbAsync(db => db.Authorizations.Where(form => form.JobId == jobId).Select(form => form.Id).SingleAsync());

    /// <summary>A job on site whose technician asks for a second person.</summary>
    /// <param name="phone">Who is said to have approved by telephone.</param>
    public async Task<Job> AskSecondPersonAsync(StaffMember? technician = null, StaffMember? phone = null)
    {
        technician ??= await this.StaffAsync(StaffRole.Technician);
        var job = await this.JobAsync(JobStatus.OnSite, technician);
        return await this.ActAsync(job.Id, technician, (it, step) => it.AskSecondPerson(
            new OwnershipSeen(
                OwnershipSituation.SeparatedCouple, new IdentitySeen("Casey Morgan", IdentityKind.DriversLicense, "1234", NameMatches: true), AuthorityKind.ConsentOfBoth,
                it.Recorders.ToDictionary(recorder => recorder.Id, _ => LinkKind.Receipt)),
            Signed, "Both are here and signed.", phone is null ? null : new Actor(CurrentStaff.RoleOf(phone.Role), phone.Id, phone.Name), step));
    }

    /// <summary>The absent owner is asked by link who acts for them; returns the request and the key of its link.</summary>
    public async Task<(OwnerSignature Signature, string Key)> AskOwnerAsync(Guid jobId, string representative = "Ana O'Brien-Muñoz", string owner = "Casey Morgan", Language language = Language.English)
    {
        var job = await this.ActAsync(jobId, await this.StaffAsync(StaffRole.Dispatcher), (it, step) => it.AskOwner(new OwnerAsked(owner, representative, language), byText: false, step));
        var signature = job.LatestOwnerSignature!;
        return (signature, await app.WithAsync<IServiceProvider, string>(async services =>
        {
            var key = services.GetRequiredService<SecretLinks>().Issue(LinkPurpose.OwnerSignature, signature.Id, signature.AskedAt, signature.ExpiresAt);
            await services.GetRequiredService<CleveSecDb>().SaveChangesAsync(TestContext.Current.CancellationToken);
            return key;
        }));
    }

    /// <summary>The owner signs what they were asked.</summary>
    public async Task<OwnerSignature> SignByOwnerAsync(Guid jobId, string representative = "Ana O'Brien-Muñoz")
    {
        var (signature, _) = await this.AskOwnerAsync(jobId, representative);
        var job = await this.ActAsync(jobId, Actor.Homeowner("Casey Morgan"), (it, step) => it.SignByOwner(
            signature.Id, new OwnerSigned(OwnerSignatureText.Current.Version, AuthorizationText.Current.Version, Language.English, "Casey Morgan"), step));
        return job.LatestOwnerSignature!;
    }

    /// <inheritdoc cref="ActAsync(Guid, StaffMember, Action{Job, Step})"/>
    public async Task<Job> ActAsync(Guid jobId, Actor by, Action<Job, Step> act) => await app.WithAsync<IServiceProvider, Job>(async services =>
    {
        var db = services.GetRequiredService<CleveSecDb>();
        var change = await services.GetRequiredService<JobChanges>().RunAsync(db.Jobs.Where(job => job.Id == jobId), by, act, TestContext.Current.CancellationToken);
        return change is JobChange.Made made ? made.Job : throw new InvalidOperationException(change.Problem);
    });

    /// <summary>The job as it stands in the database, with its events.</summary>
    public Task<Job> LoadAsync(Guid jobId) => app.DbAsync(async db =>
        await JobChanges.LoadAsync(db, db.Jobs.AsNoTracking().Include(job => job.Events.OrderBy(happened => happened.Sequence)).Where(job => job.Id == jobId), TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException("There is no such job."));

    /// <summary>Where a visit would stand; without a start after this technician’s last visit from tomorrow on, or of today: also in the last minutes before midnight, when a test goes by the real clock.</summary>
    public async Task<Placement> PlacementAsync(StaffMember technician, Instant? start = null, bool today = false)
    {
        if (start is null)
        {
            var tomorrow = this.Now.InZone(BookingRules.Zone).Date.PlusDays(1);
            var end = today ? tomorrow.AtStartOfDayInZone(BookingRules.Zone).ToInstant() : Instant.MaxValue;
            var last = await app.DbAsync(db => db.Visits.Where(visit => visit.TechnicianId == technician.Id && visit.WorkStart < end).MaxAsync(visit => (Instant?)visit.OccupiedEnd, TestContext.Current.CancellationToken));
            var first = today ? Instant.Min(this.Now + Travel, end - Duration.FromMinutes(1)) : tomorrow.At(new LocalTime(10, 0)).InZoneLeniently(BookingRules.Zone).ToInstant();
            start = last is { } busy ? Instant.Max(first, busy + Travel) : first;
        }

        return new Placement(technician.Id, new Interval(start.Value, start.Value + Duration.FromHours(2)), start.Value, start.Value + Work, Travel, Buffer, Travel);
    }

    private async Task<Job> ReportAsync(StaffMember office, int recorders, string? email, string zip)
    {
        var customer = Customer.Register("Casey Morgan", email, "+12165550123", this.Now);
        var site = Site.At(customer.Id, "1 Main Street", "Unit 2", "Cleveland", zip, null);
        var devices = Enumerable.Range(0, recorders).Select(_ => Recorder.Of(site.Id, RecorderBrand.Dahua, "NVR4108", this.Now)).ToList();
        return await app.DbAsync(async db =>
        {
            var sequence = (await db.Database.SqlQuery<long>($"""select nextval('job_numbers') as "Value" """).ToListAsync(TestContext.Current.CancellationToken))[0];
            var number = JobNumber.Format(this.Now.InZone(BookingRules.Zone).Year, sequence);
            var job = Job.Report(number, customer, site, devices, Trouble.ForgottenPassword, null, new Step(new Actor(ActorRole.Dispatcher, office.Id, office.Name), this.Now));
            db.AddRange(customer, site);
            db.AddRange(devices);
            db.Add(job);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return job;
        });
    }
}
