using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Area;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Shared;

/// <summary>The business as schema.org's LocalBusiness: only what is true and set. No street address, because customers are visited; no rating, because there is none.</summary>
internal sealed partial class BusinessData(CleveSecDb db, ServiceAreaQuery area, SiteAddress site)
{
    public async Task<JsonObject> RunAsync(CancellationToken ct)
    {
        var served = await area.RunAsync(ct);
        var data = new JsonObject
        {
            ["@type"] = "LocalBusiness",
            ["@id"] = site.Absolute("/#business"),
            ["name"] = Office.Name,
            ["telephone"] = Office.Phone,
            ["url"] = site.Absolute(Links.Home),
            ["areaServed"] = new JsonArray([.. served.Counties.Select(county => new JsonObject { ["@type"] = "AdministrativeArea", ["name"] = $"{county.Name} County, Ohio" })]),
        };
        var hours = OpeningHours(await db.OfficeSettings.AsNoTracking().Select(settings => settings.Hours).FirstOrDefaultAsync(ct) ?? []);
        if (hours.Length > 0)
        {
            data["openingHours"] = new JsonArray([.. hours]);
        }

        return data;
    }

    /// <summary>"Monday 08:00-17:00" as schema.org says it: "Mo 08:00-17:00". What is written otherwise is left out.</summary>
    private static JsonNode[] OpeningHours(IEnumerable<string> hours) =>
        [.. hours.Select(line => Line().Match(line)).Where(match => match.Success).Select(match => (JsonNode)$"{match.Groups["day"].Value[..2]} {match.Groups["from"].Value}-{match.Groups["to"].Value}")];

    [GeneratedRegex(@"^(?<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) (?<from>\d{2}:\d{2})-(?<to>\d{2}:\d{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
