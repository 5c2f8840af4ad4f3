using System.Globalization;
using CleveSec.Domain.Recovery;
using CleveSec.Web.Mail;

namespace CleveSec.Web.UseCases.Vendors;

/// <summary>What a letter says besides the vendor's template.</summary>
internal sealed record LetterFacts(string JobNumber, string Method, string Brand, string? Model, string? DeviceId, NodaTime.LocalDate? DateOnScreen, string? FileName, bool Label, string Token);

/// <summary>The letter to a vendor. It names the recorder and nobody: the vendor needs no customer.</summary>
internal static class VendorLetter
{
    public const string TokenPrefix = "VC-";

    public static Letter Write(string template, LetterFacts facts) => new(
        nameof(VendorLetter),
        Subject(facts),
        [
            new MailBlock.Text(template),
            new MailBlock.Facts([.. Rows(facts)]),
            new MailBlock.Text("Please answer to this mail and leave the subject as it is: we know your answer by it. We have told the owner not to restart the recorder until then."),
        ],
        new Dictionary<string, string>());

    public static string Subject(LetterFacts facts) => $"Password reset request {facts.JobNumber} [{TokenPrefix}{facts.Token}]";

    public static IEnumerable<(string Name, string Value)> Rows(LetterFacts facts)
    {
        yield return ("Recorder", $"{facts.Brand} {facts.Model}".Trim());
        yield return ("Asked for", facts.Method);
        if (facts.DeviceId is { } device)
        {
            yield return ("Serial number or Device ID", device);
        }

        if (facts.DateOnScreen is { } date)
        {
            yield return ("Date on the recorder's screen", date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        }

        if (facts.FileName is { } file)
        {
            yield return ("Exported file", $"{file} (attached)");
        }

        if (facts.Label)
        {
            yield return ("Photo of the label", "attached");
        }
    }

    public static string NewToken()
    {
        const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        return System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, VendorCase.TokenLength);
    }
}
