using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CleveSec.Web.Ui;

/// <summary>
/// <c>&lt;json-ld value="…" /&gt;</c>: facts of the page for search engines (schema.org). A data block: browsers run nothing of it, so the content security policy has nothing to
/// refuse. No text in it can end it: the encoder writes every &lt;, &gt;, &amp; and quote, and line separators, as an escape. Nothing for null.
/// </summary>
[HtmlTargetElement("json-ld", TagStructure = TagStructure.WithoutEndTag)]
public sealed class JsonLdTagHelper : TagHelper
{
    private static readonly JsonSerializerOptions Safely = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement) };

    public JsonObject? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", new HtmlString("application/ld+json"));
        Value.Insert(0, "@context", "https://schema.org");
        output.Content.SetHtmlContent(Value.ToJsonString(Safely));
    }
}
