using System.Text.Encodings.Web;
using CleveSec.Domain.Customers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CleveSec.Web.Ui;

/// <summary>On a Spanish page links and forms lead to Spanish pages. A link that names its own language (<c>hreflang</c>) is left alone.</summary>
[HtmlTargetElement("a", Attributes = "href")]
[HtmlTargetElement("form", Attributes = "action")]
[HtmlTargetElement("form", Attributes = "method")]
[HtmlTargetElement("button", Attributes = "formaction")]
[HtmlTargetElement("*", Attributes = "hx-get")]
[HtmlTargetElement("*", Attributes = "hx-post")]
public sealed class LanguageLinkTagHelper : TagHelper
{
    private static readonly string[] Addresses = ["href", "action", "formaction", "hx-get", "hx-post"];

    /// <summary>After the helpers that make addresses.</summary>
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Languages.Current == Language.English || context.AllAttributes.ContainsName("hreflang"))
        {
            return;
        }

        foreach (var name in Addresses)
        {
            if (output.Attributes.TryGetAttribute(name, out var attribute) && attribute.Value is { } address)
            {
                output.Attributes.SetAttribute(new TagHelperAttribute(name, InSpanish(address), attribute.ValueStyle));
            }
        }
    }

    /// <summary>What a view wrote comes encoded and must not be encoded again; what another helper set is plain text.</summary>
    private static object InSpanish(object address)
    {
        if (address is not IHtmlContent encoded)
        {
            return Languages.In(Language.Spanish, address.ToString() ?? "");
        }

        using var text = new StringWriter();
        encoded.WriteTo(text, HtmlEncoder.Default);
        return new HtmlString(Languages.In(Language.Spanish, text.ToString()));
    }
}
