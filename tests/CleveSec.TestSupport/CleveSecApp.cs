using System.Security.Cryptography;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.UseCases.Scheduling.Calendars;
using CleveSec.Web.UseCases.Scheduling.Roads;
using CleveSec.Web.UseCases.Vendors;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Xunit;

namespace CleveSec.TestSupport;

/// <summary>How a <see cref="CleveSecApp"/> differs from the usual one.</summary>
internal sealed record AppOptions
{
    /// <summary>Real SMTP; null: no mail settings, mails wait in the outbox.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>Let the outbox send by itself. Off: a test calls <see cref="CleveSecApp.SendMailsAsync"/>.</summary>
    public bool RunOutbox { get; init; }

    /// <summary>Let the mailbox for vendors' answers be read by itself. Off: a test reads it at the moment it chooses.</summary>
    public bool RunVendorMail { get; init; }

    /// <summary>The mailbox that vendors answer to; null: none is set.</summary>
    public ImapServer? VendorMail { get; init; }

    public string Environment { get; init; } = "Testing";

    /// <summary>Ends TLS itself, with a certificate nobody knows, and so speaks HTTP/2.</summary>
    public bool Tls { get; init; }

    /// <summary>A second instance of the site shares the first one's database.</summary>
    public TestDatabase? Database { get; init; }

    /// <summary>Further configuration, "Section:Key".</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>
/// The whole site in this process, on real HTTP and a database of its own. As <c>IClassFixture&lt;CleveSecApp&gt;</c> one for a class; a class with other needs derives
/// its fixture (<c>public sealed class App() : CleveSecApp(new AppOptions { … })</c>).
/// </summary>
public class CleveSecApp : IAsyncLifetime
{
    public const string BaseUrl = "https://clevesec.test";

    /// <summary>All instances of one process read each other's sealed rows.</summary>
    internal static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly AppOptions options;
    private Factory? factory;
    private TestDatabase? database;

    public CleveSecApp() : this(new AppOptions())
    {
    }

    internal CleveSecApp(AppOptions options) => this.options = options;

    public TestClock Clock { get; } = new();
    public AppLogs Logs { get; } = new();

    /// <summary>Where it listens, http(s)://127.0.0.1 and a port.</summary>
    public Uri Address => this.Started.ClientOptions.BaseAddress;

    public IServiceProvider Services => this.Started.Services;

    internal TestDatabase Database => this.database ?? throw new InvalidOperationException("The site has not been started.");

    internal TestData Data { get; private set; } = null!;

    private Factory Started => this.factory ?? throw new InvalidOperationException("The site has not been started.");

    public async ValueTask InitializeAsync()
    {
        this.database = this.options.Database ?? await (await PostgresServer.GetAsync()).CreateAsync();
        this.factory = new Factory(this.options, this.Settings(), this.Clock, this.Logs);
        this.factory.UseKestrel();
        this.factory.StartServer();
        this.Data = new TestData(this);
    }

    public async ValueTask DisposeAsync()
    {
        if (this.factory is not null)
        {
            await this.factory.DisposeAsync();
        }

        if (this.database is not null && this.options.Database is null)
        {
            await this.database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A new browser, so to speak: own cookies.</summary>
    public SiteClient Client() => new(this.Address, this.Logs, anyCertificate: this.options.Tls);

    internal async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = this.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Reads or writes as the site does, in a context of its own.</summary>
    internal Task<T> DbAsync<T>(Func<CleveSecDb, Task<T>> use) => this.WithAsync(use);

    /// <summary>Sends what is due now, and returns how many were tried.</summary>
    internal async Task<int> SendMailsAsync()
    {
        var tried = 0;
        while (await this.Services.GetRequiredService<OutboxSender>().SendNextAsync(TestContext.Current.CancellationToken))
        {
            tried++;
        }

        return tried;
    }

    /// <summary>Reads the mailbox for vendors' answers now, and returns how many were kept.</summary>
    internal Task<int> ReadVendorMailAsync() => this.Services.GetRequiredService<VendorMailReader>().ReadOnceAsync(TestContext.Current.CancellationToken);

    /// <summary>Hands over the texts that are due now, and returns how many were dealt with.</summary>
    internal async Task<int> SendTextsAsync()
    {
        var dealt = 0;
        while (await this.Services.GetRequiredService<TextSender>().SendNextAsync(TestContext.Current.CancellationToken))
        {
            dealt++;
        }

        return dealt;
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:CleveSec"] = this.Database.Site,
            ["Site:BaseUrl"] = BaseUrl,
            ["Site:KnownProxies:0"] = "127.0.0.1",

            // Tests write rows and look at once; those about kept pages switch them on.
            ["Site:KeepPages"] = "false",
            ["Security:MasterKey"] = MasterKey,
        };
        if (this.options.Mail is { } mail)
        {
            (settings["Mail:Host"], settings["Mail:Port"], settings["Mail:Security"]) = ("127.0.0.1", mail.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "None");
            settings["Mail:FromAddress"] = "office@clevesec.test";
        }

        if (this.options.VendorMail is { } vendors)
        {
            (settings["VendorMail:Host"], settings["VendorMail:Port"], settings["VendorMail:Security"]) = ("127.0.0.1", vendors.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "None");
            (settings["VendorMail:User"], settings["VendorMail:Password"], settings["VendorMail:Address"]) = (ImapServer.User, ImapServer.Password, "vendors@clevesec.test");
        }

        foreach (var (key, value) in this.options.Settings)
        {
            settings[key] = value;
        }

        return settings;
    }

    // Any type of the site's assembly names it; Program would be ambiguous with that of the migrations.
    private sealed class Factory(AppOptions options, Dictionary<string, string?> settings, TestClock clock, AppLogs logs) : WebApplicationFactory<CleveSecDb>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(options.Environment);

            // UseKestrel(port) sets it on a server that may have started by itself meanwhile, and fails then.
            builder.UseUrls(options.Tls ? "https://127.0.0.1:0" : "http://127.0.0.1:0");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(logs));
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<IClock>(clock);
                if (options.Tls)
                {
                    services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = TestCertificate.Create()));
                }

                // Several collections in one statement multiply its rows.
                services.ConfigureDbContext<CleveSecDb>(db => db.ConfigureWarnings(warnings => warnings.Throw(RelationalEventId.MultipleCollectionIncludeWarning)));

                // What looks around by itself is run by tests that are about it, at the moment they choose.
                Remove(services, typeof(RoadServerReader));
                Remove(services, typeof(BusyFeedReader));
                Remove(services, typeof(TextSender));
                if (!options.RunVendorMail)
                {
                    Remove(services, typeof(VendorMailReader));
                }

                if (!options.RunOutbox)
                {
                    Remove(services, typeof(OutboxSender));
                }

                foreach (var rounds in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.BaseType == typeof(Rounds)).ToList())
                {
                    services.Remove(rounds);
                }
            });
        }

        private static void Remove(IServiceCollection services, Type worker) =>
            services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.GetType().GenericTypeArguments[1] == worker));
    }
}
