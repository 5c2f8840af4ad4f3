using CleveSec.Domain.Customers;
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
    public const string ExpectedSchema = "20261125215454_GuideEditing";
    public const string MigrationsAssembly = "CleveSec.Migrations";

    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<JobRecorder> JobRecorders => Set<JobRecorder>();
    public DbSet<JobEvent> JobEvents => Set<JobEvent>();
    public DbSet<Visit> Visits => Set<Visit>();
    public DbSet<OwnershipCheck> OwnershipChecks => Set<OwnershipCheck>();
    public DbSet<ResetAttempt> ResetAttempts => Set<ResetAttempt>();
    public DbSet<VendorCase> VendorCases => Set<VendorCase>();
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
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>One way to reach PostgreSQL, for the site, the migrations and the tests.</summary>
    public static void Configure(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseNpgsql(connectionString, npgsql => npgsql
            .UseNodaTime()
            .MigrationsAssembly(MigrationsAssembly)
            .MigrationsHistoryTable("schema_history")
            .EnableRetryOnFailure(4, TimeSpan.FromSeconds(2), TransientErrors.MoreCodes))
        .UseSnakeCaseNamingConvention();

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
