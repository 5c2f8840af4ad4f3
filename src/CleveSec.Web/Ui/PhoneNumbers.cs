extern alias libphonenumber;

using libphonenumber::PhoneNumbers;

namespace CleveSec.Web.Ui;

/// <summary>Telephone numbers: typed in any form, stored as E.164, shown as people here write them.</summary>
internal static class PhoneNumbers
{
    /// <summary>What a field takes, spaces and punctuation included.</summary>
    public const int TypedMaxLength = 40;
    private const string Region = "US";
    private const int E164MaxLength = 16;
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>"216 333 8245", "(216) 333-8245", "+1 216…" become "+12163338245". False: no number anybody could call. Extensions are not kept, so a number with one is refused.</summary>
    public static bool TryNormalize(string? typed, out string e164)
    {
        e164 = "";
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > TypedMaxLength)
        {
            return false;
        }

        try
        {
            var number = Numbers.Parse(typed, Region);
            if (!Numbers.IsValidNumber(number) || number.HasExtension)
            {
                return false;
            }

            // Some plans allow more digits than E.164 does.
            var formatted = Numbers.Format(number, PhoneNumberFormat.E164);
            e164 = formatted.Length <= E164MaxLength ? formatted : "";
            return e164.Length > 0;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>"+12163338245" as "(216) 333-8245"; foreign numbers with their country code; empty for none.</summary>
    public static string Display(string? e164)
    {
        if (string.IsNullOrWhiteSpace(e164))
        {
            return "";
        }

        try
        {
            var number = Numbers.Parse(e164, Region);
            return Numbers.Format(number, number.CountryCode == 1 ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return e164;
        }
    }
}
