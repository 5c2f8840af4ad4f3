namespace CleveSec.Web.UseCases.Scheduling.Roads;

/// <summary>Where the OSRM server is, from the configuration ("Travel:OsrmUrl"); null: there is none.</summary>
internal sealed record RoadServerAddress(Uri? Url)
{
    public const string Setting = "Travel:OsrmUrl";

    public static RoadServerAddress Of(IConfiguration configuration) => new(string.IsNullOrWhiteSpace(configuration[Setting]) ? null : new Uri(configuration[Setting]!.TrimEnd('/') + "/"));
}
