using System.Text.Json;
using CleveSec.Domain.Scheduling;
using CleveSec.Web.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using NodaTime;
using LocalTime = CleveSec.Web.Ui.LocalTime;

namespace CleveSec.Web.Features.Staff.Dispatch;

/// <summary>
/// A move by form that can still be taken back, as the next page offers it: where the visit stood, and as what it has to stand still. Taking back is a move of its own, so whoever
/// changed the visit since is not overrun.
/// </summary>
/// <param name="Technician">Null: the job waited without a visit.</param>
/// <param name="Seen">What the move left.</param>
/// <param name="GoodUntil">In seconds since 1970, as the other times.</param>
internal sealed record PutBack(string Number, string Said, Guid? Technician, long At, long PromisedFrom, long PromisedUntil, string Seen, long GoodUntil)
{
    public const string Reason = "Taken back a moment later.";
    public const string TooLate = "Too much time has passed to put it back. Look where it stands now, then move it.";
    private const string Key = "PutBack";

    /// <summary>
    /// Longer than the ten seconds of the script, whose button is under the hand: here a page has to load, and to be read, perhaps aloud. Shorter than what makes it a new decision: after
    /// some minutes others have planned around the visit, and a page that lay open is no reason to move it.
    /// </summary>
    private static readonly Duration Lasts = Duration.FromMinutes(5);

    public Instant Until => LocalTime.FromForm(GoodUntil);

    /// <summary>The day to post to: the one on which the visit stood, or stands.</summary>
    public LocalDate Date => LocalTime.Today(LocalTime.FromForm(At));

    /// <param name="visit">As it was before the move; null: the job waited.</param>
    public static PutBack Of(string number, string said, Visit? visit, Instant start, string seen, Instant now) => new(
        number, said, visit?.TechnicianId, (visit?.WorkStart ?? start).ToUnixTimeSeconds(), visit?.WindowStart.ToUnixTimeSeconds() ?? 0, visit?.WindowEnd.ToUnixTimeSeconds() ?? 0,
        seen, (now + Lasts).ToUnixTimeSeconds());

    /// <summary>On the next page, once. The same click twice finds the visit moved already, and then only the first one knew where it stood; what is put back is not put back again.</summary>
    public static void Tell(PageModel page, MoveInput input, Visit? before, PutBack offered)
    {
        if (input.PutBackUntil is null && offered.Seen.Length > 0 && MoveInput.SeenOf(before) == (input.Seen ?? ""))
        {
            page.TempData[Key] = JsonSerializer.Serialize(offered);
        }
        else
        {
            page.Say(input.PutBackUntil is null ? offered.Said : $"Put back. {offered.Said}");
        }
    }

    /// <summary>Null: nothing was moved a moment ago. Looks only where the cookie is there, as the sentence every page shows does.</summary>
    public static PutBack? Take(HttpRequest request, ITempDataDictionary kept) =>
        request.Cookies.ContainsKey(PageModelExtensions.SaidCookie) && kept[Key] is string json ? JsonSerializer.Deserialize<PutBack>(json) : null;
}
