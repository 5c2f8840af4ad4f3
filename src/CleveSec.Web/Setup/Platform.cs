using System.Net;
using CleveSec.Web.Data;
using CleveSec.Web.Live;
using CleveSec.Web.Mail;
using CleveSec.Web.Mail.Texts;
using CleveSec.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CleveSec.Web.Setup;

/// <summary>What every feature stands on: database, keys, sessions, mail, logs, limits.</summary>
internal static class Platform
{
    /// <summary>Of a request. A page that takes pictures raises it for itself with <c>[RequestSizeLimit]</c>.</summary>
    private const long MaxBody = 1024 * 1024;

    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        StartUpChecks.Configuration(builder.Configuration, builder.Environment);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.AddLogs();
        builder.Services.Configure<SiteOptions>(builder.Configuration.GetSection(SiteOptions.Section));
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(30);
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        builder.Services.AddSingleton<IClock>(SystemClock.Instance);
        builder.Services.AddHttpContextAccessor();
        OwnPagesCompression.Add(builder.Services);
        builder.Services.AddDbContextPool<CleveSecDb>((services, options) => CleveSecDb.Configure(options, builder.Configuration.GetConnectionString("CleveSec")!));
        builder.AddKeys();
        builder.AddStaffSessions();
        builder.AddMail();
        builder.AddTexts();
        builder.AddProxies();
        builder.Services.AddSingleton<FormAge>().AddScoped<SecretLinks>().AddScoped<RateLimits>().AddScoped<CustomerSessions>().AddScoped<StaffSessions>().AddScoped<AuditTrail>();
        builder.Services.AddSingleton<ImageReencoder>().AddScoped<EvidenceVault>();
        builder.Services.AddSingleton<Housekeeping>().AddHostedService(services => services.GetRequiredService<Housekeeping>());
        builder.Services.AddSingleton<PageCache>().AddSingleton<IHear, GuideListener>();
        builder.Services.AddSingleton<LiveHub>().AddSingleton<IHear, LiveListener>().AddHostedService<DatabaseListener>().AddHostedService<LiveRounds>()
            .AddSingleton<ChangeTeller>().AddHostedService(provider => provider.GetRequiredService<ChangeTeller>());
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
    }

    private static void AddLogs(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.ClearProviders().AddJsonConsole();
        }

        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        {
            builder.Services.AddOpenTelemetry().UseOtlpExporter()
                .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = SecretAddresses.Redact).AddNpgsql())
                .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("Npgsql"));
        }
    }

    private static void AddKeys(this WebApplicationBuilder builder)
    {
        var key = MasterKey.TryRead(builder.Configuration, out _)!;
        builder.Services.AddSingleton(key);
        builder.Services.AddDataProtection().SetApplicationName("CleveSec").PersistKeysToDbContext<CleveSecDb>();
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new MasterKeyEncryptor(key));
        builder.Services.AddSingleton<SecretBox>();
        builder.Services.AddAntiforgery(options => options.Cookie = new HostCookie
        {
            Name = "__Host-form",
            SameSite = SameSiteMode.Strict,
            HttpOnly = true,
            Path = "/",
            IsEssential = true,
        });
        builder.Services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = Ui.PageModelExtensions.SaidCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.Path = "/";
        });
    }

    private static void AddStaffSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StaffTickets>();
        builder.Services.AddAuthentication(StaffTickets.Scheme).AddCookie(StaffTickets.Scheme, options =>
        {
            options.Cookie.Name = "__Host-staff";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.LoginPath = Ui.Links.SignIn;
            options.ReturnUrlParameter = "next";
            options.ExpireTimeSpan = TimeSpan.FromDays(7);
            options.SlidingExpiration = false;
            options.Events.OnRedirectToLogin = context =>
            {
                context.Response.Redirect(SignedOutMeanwhile.SignInFor(context.Request) ?? context.RedirectUri);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = context =>
            {
                // Signed in, but not for this: nothing is here for them.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        builder.Services.AddOptions<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(StaffTickets.Scheme)
            .Configure<StaffTickets>((options, tickets) => options.SessionStore = tickets);
        builder.Services.AddAuthorizationBuilder();
        builder.Services.Configure<Microsoft.AspNetCore.Authorization.AuthorizationOptions>(Policies.Define);
        builder.Services.AddStaffPasswords();
    }

    private static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<MailSettings>(builder.Configuration.GetSection(MailSettings.Section));
        builder.Services.AddSingleton(services => new SiteAddress(new Uri(services.GetRequiredService<IOptions<SiteOptions>>().Value.BaseUrl!)));
        builder.Services.AddSingleton<OutboxSignal>().AddScoped<Outbox>().AddScoped<LetterFiles>();
        builder.Services.AddTransient<IMailTransport>(services => services.GetRequiredService<IOptions<MailSettings>>().Value.HasServer
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(services)
            : ActivatorUtilities.CreateInstance<FolderTransport>(services));
        builder.Services.AddSingleton<OutboxSender>().AddHostedService(services => services.GetRequiredService<OutboxSender>());
    }

    private static void AddTexts(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<TextSettings>(builder.Configuration.GetSection(TextSettings.Section));
        TextGateway.Configure(builder.Services);
        builder.Services.AddSingleton<TextGateway>().AddScoped<TextOutbox>().AddScoped<TextEnds>().AddScoped<TextAnswers>();
        builder.Services.AddSingleton<TextSender>().AddHostedService(services => services.GetRequiredService<TextSender>());
    }

    private static void AddProxies(this WebApplicationBuilder builder)
    {
        var proxies = builder.Configuration.GetSection($"{SiteOptions.Section}:KnownProxies").Get<List<string>>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
        builder.Services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
    }

    /// <summary>The order matters: proxies first, pages that are kept before anything else, then the language of the address, headers on everything, text checked before any page, who before what.</summary>
    public static void UsePlatform(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Environment.IsProduction())
        {
            app.UseHsts();
        }

        CachedPages.Serve(app);
        Ui.LanguagePaths.Use(app);
        SecurityHeaders.Use(app);

        MethodGuard.Use(app);
        OwnPagesCompression.Use(app);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Ui.Links.Error, StatusCodeSelector = Failures.StatusOf, CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute(Ui.Links.Error + "/{0}");
        TextGuard.UseForAddresses(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        TextGuard.UseForForms(app);
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.KeepPages)
        {
            CachedPages.Keep(app);
        }

        app.UseAntiforgery();
    }

    public static void MapPlatform(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks(Ui.Links.HealthLive, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(Ui.Links.HealthReady, new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}
