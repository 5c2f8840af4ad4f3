using CleveSec.Domain.Customers;
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
            if (output.Attributes.TryGetAttribute(name, out var attribute) && attribute.Value?.ToString() is { } address)
            {
                output.Attributes.SetAttribute(name, Languages.In(Language.Spanish, address));
            }
        }
    }
}
