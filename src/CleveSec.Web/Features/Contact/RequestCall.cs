using CleveSec.Web.Data;
using CleveSec.Web.Security;
using CleveSec.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CleveSec.Web.Features.Contact;

/// <summary>Puts a call to make before the office. The same form sent twice asks once.</summary>
internal sealed class RequestCall(CleveSecDb db, IClock clock)
{
    public async Task RunAsync(CallInput input, CancellationToken ct)
    {
        db.CallRequests.Add(new CallRequest
        {
            Id = Keys.IdOf("call", input.Made, input.CleanName, input.CleanPhone, input.CleanBestTime, input.CleanAbout),
            Name = input.CleanName,
            Phone = input.CleanPhone,
            BestTime = NullIfEmpty(input.CleanBestTime),
            About = NullIfEmpty(input.CleanAbout),
            Language = Languages.Current,
            At = clock.GetCurrentInstant(),
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException error) when (DbErrors.IsUnique(error, DbErrors.CallRequestKey))
        {
            // It waits already.
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
