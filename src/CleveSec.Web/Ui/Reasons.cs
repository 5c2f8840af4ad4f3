using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Ui;

/// <summary>
/// Why a move was refused, in the reader's language. The domain and the use cases give their reasons as English sentences; those that can reach a customer stand in the
/// resource under that sentence, any other is shown as it is.
/// </summary>
internal sealed class Reasons(IStringLocalizer<Reasons> t)
{
    public string Of(string sentence) => t[sentence];
}
