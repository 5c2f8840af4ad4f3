using System.Globalization;
using CleveSec.Domain.Recovery;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace CleveSec.Web.Ui;

/// <summary>
/// The way on for somebody whose text was stopped because it looks like a secret: they tick that the text is to be kept with that part blacked out (<see cref="FieldTagHelper"/>), and the
/// form is bound with the masked text. The value itself is read by nobody and stored nowhere.
/// </summary>
internal sealed class MaskedValues : IValueProviderFactory
{
    /// <summary>The box's name; its value is the field's name.</summary>
    public const string Field = "masked";

    /// <summary>No field takes more; longer text is refused for its length.</summary>
    private const int LongestText = 10_000;

    public async Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        if (!request.HasFormContentType)
        {
            return;
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var masked = form[Field].OfType<string>().Where(form.ContainsKey).Distinct().ToDictionary(name => name, name => new StringValues([.. form[name].Select(text => text is null or { Length: > LongestText } ? text : SecretText.Mask(text))]));
        if (masked.Count > 0)
        {
            context.ValueProviders.Insert(0, new FormValueProvider(BindingSource.Form, new FormCollection(masked), CultureInfo.InvariantCulture));
        }
    }
}
