using CleveSec.Domain.Customers;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Ownership;
using CleveSec.Domain.Recovery;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Data;

/// <summary>The database. Reads go through projections without tracking, writes through the aggregate and one SaveChanges.</summary>
internal sealed class CleveSecDb(DbContextOptions<CleveSecDb> options) : IdentityUserContext<StaffAccount, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>The last migration this build was written for. The site refuses to start on another one; a test holds it against the migrations.</summary>
    public const string ExpectedSchema = "20261128095114_VendorClock";
    public const string MigrationsAssembly = "CleveSec.Migrations";

    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<JobRecorder> JobRecorders => Set<JobRecorder>();
    public DbSet<JobEvent> JobEvents => Set<JobEvent>();
    public DbSet<Visit> Visits => Set<Visit>();
    public DbSet<OwnershipCheck> OwnershipChecks => Set<OwnershipCheck>();
    public DbSet<SecondPersonRequest> SecondPersonRequests => Set<SecondPersonRequest>();
    public DbSet<Authorization> Authorizations => Set<Authorization>();
    public DbSet<OwnershipPrecheck> OwnershipPrechecks => Set<OwnershipPrecheck>();
    public DbSet<OwnerSignature> OwnerSignatures => Set<OwnerSignature>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<ResetAttempt> ResetAttempts => Set<ResetAttempt>();
    public DbSet<VendorCase> VendorCases => Set<VendorCase>();
    public DbSet<VendorRow> Vendors => Set<VendorRow>();
    public DbSet<VendorFile> VendorFiles => Set<VendorFile>();
    public DbSet<VendorAnswer> VendorAnswers => Set<VendorAnswer>();
    public DbSet<VendorMailbox> VendorMailboxes => Set<VendorMailbox>();
    public DbSet<OutboxAttachment> OutboxAttachments => Set<OutboxAttachment>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Recorder> Recorders => Set<Recorder>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<StaffMember> Staff => Set<StaffMember>();
    public DbSet<StaffSession> StaffSessions => Set<StaffSession>();
    public DbSet<CustomerSession> CustomerSessions => Set<CustomerSession>();
    public DbSet<CustomerCode> CustomerCodes => Set<CustomerCode>();
    public DbSet<SecretLink> SecretLinks => Set<SecretLink>();
    public DbSet<CommandKey> CommandKeys => Set<CommandKey>();
    public DbSet<RateCount> RateCounts => Set<RateCount>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<GuideTopic> GuideTopics => Set<GuideTopic>();
    public DbSet<GuideMethod> GuideMethods => Set<GuideMethod>();
    public DbSet<GuideVersion> GuideVersions => Set<GuideVersion>();
    public DbSet<GuideImage> GuideImages => Set<GuideImage>();
    public DbSet<GuideComment> GuideComments => Set<GuideComment>();
    public DbSet<GuideVote> GuideVotes => Set<GuideVote>();
    public DbSet<CallRequest> CallRequests => Set<CallRequest>();
    public DbSet<OfficeSettings> OfficeSettings => Set<OfficeSettings>();
    public DbSet<ServiceZip> ServiceZips => Set<ServiceZip>();
    public DbSet<BookingSettings> BookingSettings => Set<BookingSettings>();
    public DbSet<TravelSettings> TravelSettings => Set<TravelSettings>();
    public DbSet<TravelTime> TravelTimes => Set<TravelTime>();
    public DbSet<ServiceRow> Services => Set<ServiceRow>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<OtherWork> OtherWork => Set<OtherWork>();
    public DbSet<BusyFeed> BusyFeeds => Set<BusyFeed>();
    public DbSet<SchedulingVersion> SchedulingVersions => Set<SchedulingVersion>();
    public DbSet<EvidenceFile> EvidenceFiles => Set<EvidenceFile>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<CustomerNote> CustomerNotes => Set<CustomerNote>();
    public DbSet<VisitReminder> VisitReminders => Set<VisitReminder>();
    public DbSet<OutboxText> OutboxTexts => Set<OutboxText>();
    public DbSet<TextStop> TextStops => Set<TextStop>();
    public DbSet<WaitlistEntry> WaitlistEntries => Set<WaitlistEntry>();
    public DbSet<ChangeFeedRow> ChangeFeed => Set<ChangeFeedRow>();
    public DbSet<JobSearchRow> JobSearch => Set<JobSearchRow>();
    public DbSet<RecordMerge> RecordMerges => Set<RecordMerge>();
    public DbSet<SerialSettlement> SerialSettlements => Set<SerialSettlement>();
    public DbSet<InboxMark> InboxMarks => Set<InboxMark>();
    public DbSet<InboxSavedView> InboxSavedViews => Set<InboxSavedView>();
    public DbSet<DayPlanRun> DayPlanRuns => Set<DayPlanRun>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>One way to reach PostgreSQL, for the site, the migrations and the tests.</summary>
    public static void Configure(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseNpgsql(Prepared(connectionString), npgsql => npgsql
            .UseNodaTime()
            .MigrationsAssembly(MigrationsAssembly)
            .MigrationsHistoryTable("schema_history")
            .EnableRetryOnFailure(4, TimeSpan.FromSeconds(2), TransientErrors.MoreCodes))
        .UseSnakeCaseNamingConvention();

    /// <summary>What is asked again and again is planned once for each connection, unless the operator says otherwise; behind a pooler that does not keep sessions "Max Auto Prepare=0".</summary>
    private static string Prepared(string connectionString)
    {
        // The plain builder knows what was written; Npgsql's own says of every word it knows that it is there.
        var written = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        if (!written.ContainsKey("Max Auto Prepare") && !written.ContainsKey(nameof(builder.MaxAutoPrepare)))
        {
            builder.MaxAutoPrepare = 200;
        }

        // Many short statements: to compile one takes longer than to run it, and the server guesses too high of those with many parts.
        if (!written.ContainsKey(nameof(builder.Options)))
        {
            builder.Options = "-c jit=off";
        }

        // No session is left changed (the listener has its own), so a connection is given on as it is.
        builder.NoResetOnClose = true;

        return builder.ConnectionString;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("staff_account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("staff_account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("staff_account_tokens");
        builder.ApplyConfigurationsFromAssembly(typeof(CleveSecDb).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            // Ids are made by us: without this EF takes a new child with an id for an old one.
            if (entity.FindProperty("Id") is { } id && id.ClrType == typeof(Guid))
            {
                id.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) => configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
}
