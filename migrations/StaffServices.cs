using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.UseCases.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CleveSec.Migrations;

/// <summary>What the site makes staff accounts with, on the command line's own connection.</summary>
internal static class StaffServices
{
    public static ServiceProvider Build(CleveSecDb db)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>();
        // The caller's, and disposed of by the caller: an instance handed in stays out of the container's care.
        services.AddSingleton(db);
        services.AddStaffPasswords();
        services.AddScoped<SecretLinks>().AddScoped<AuditTrail>().AddScoped<CreateAdmin>();
        return services.BuildServiceProvider();
    }
}
