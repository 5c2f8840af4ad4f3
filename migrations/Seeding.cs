using CleveSec.Migrations.Commands;
using CleveSec.Migrations.Seeds;
using CleveSec.Web.Data;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace CleveSec.Migrations;

/// <summary>What runs after the schema is current, each step safe to repeat. Demo data only where the environment is Development.</summary>
internal static class Seeding
{
    public static async Task RunAsync(CleveSecDb db, IConfiguration configuration, CancellationToken ct)
    {
        await AreaSeed.RunAsync(db, ct);
        await GuideSeed.RunAsync(db, SystemClock.Instance, ct);
        if (WantsDemo(DatabaseSettings.EnvironmentName, configuration))
        {
            await DemoPeopleSeed.RunAsync(db, ct);
            await DemoDaySeed.RunAsync(db, SystemClock.Instance.GetCurrentInstant(), ct);
        }
    }

    /// <summary>The environment is Development and Site:Demo is on; never otherwise.</summary>
    public static bool WantsDemo(string environment, IConfiguration configuration) => environment == "Development" && configuration.GetValue<bool>("Site:Demo");
}
