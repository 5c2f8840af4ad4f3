using System.Text.Json;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Scheduling;
using CleveSec.Domain.Staff;
using CleveSec.Web.UseCases.Scheduling;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.TestSupport;

/// <summary>What the board's script sends, and what it is answered.</summary>
internal sealed record Moved(int Status, string? Why, string? Said, string? Seen, IReadOnlyList<string> Rules);

/// <summary>Moves as the board's script makes them.</summary>
internal static class Moves
{
    public static Instant At(LocalDate date, int hour, int minute = 0) => date.At(new NodaTime.LocalTime(hour, minute)).InZoneLeniently(BookingRules.Zone).ToInstant();

    /// <summary>The live visit of a job, and none when it waits.</summary>
    public static async Task<Visit?> VisitAsync(this CleveSecApp app, Guid jobId) => (await app.Data.LoadAsync(jobId)).LiveVisit;

    public static string SeenOf(Visit? visit) => visit is null ? "" : $"{visit.Id:N}.{visit.Sequence}";

    public static async Task<Moved> MoveAsync(this SiteClient client, Job job, Guid technician, Instant start, string seen, string? reason = null, string handler = "")
    {
        if (client.Page?.Document.QuerySelector("input[name='__RequestVerificationToken']") is null)
        {
            await client.GetAsync("/staff/board");
        }

        var token = client.Page!.All("input[name='__RequestVerificationToken']")[0].GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token), new("Input.Technician", technician.ToString()), new("Input.At", start.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("Input.Seen", seen), new("Input.Reason", reason ?? ""),
        ]);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/staff/board/{job.Number}{handler}") { Content = content };
        request.Headers.Add("Accept", "application/json");
        var answer = await client.SendAsync(request);
        if (answer.ContentHeaders.ContentType?.MediaType != "application/json")
        {
            return new Moved((int)answer.Status, null, null, null, []);
        }

        var json = JsonDocument.Parse(answer.Content).RootElement;
        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new Moved((int)answer.Status, Text("why"), Text("said"), Text("seen"), json.TryGetProperty("rules", out var rules) ? [.. rules.EnumerateArray().Select(rule => rule.GetString()!)] : []);
    }
}
