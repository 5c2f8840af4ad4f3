using System.Text.Json.Nodes;
using CleveSec.Web.Data;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Area;
using CleveSec.Web.UseCases.Office;
using Microsoft.EntityFrameworkCore;

namespace CleveSec.Web.Features.Shared;

/// <summary>The business as schema.org's LocalBusiness: only what is true and set. No street address, because customers are visited; no rating, because there is none.</summary>
internal sealed class BusinessData(CleveSecDb db, ServiceAreaQuery area, SiteAddress site)
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
        if (await db.OfficeSettings.AsNoTracking().Select(settings => settings.Hours).FirstOrDefaultAsync(ct) is { Count: > 0 } hours)
        {
            data["openingHours"] = new JsonArray([.. hours.Select(OfficeSpan.Parse).Select(OpeningHours)]);
        }

        return data;
    }

    /// <summary>"Monday 08:00-17:00" as schema.org says it: "Mo 08:00-17:00".</summary>
    private static string OpeningHours(OfficeSpan span) => span.Day.ToString()[..2] + span.ToString()[span.Day.ToString().Length..];
}
