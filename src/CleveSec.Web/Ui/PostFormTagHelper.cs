using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CleveSec.Web.Ui;

/// <summary>
/// Every posting form carries its token (the framework leaves it out where the form names its address) and an address of its own: one without would be sent to whatever
/// handler the page before it was answered by.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the framework's own helper.</summary>
    public override int Order => 0;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"].Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (context.AllAttributes.ContainsName("asp-antiforgery"))
        {
            return;
        }

        if (context.AllAttributes.TryGetAttribute("action", out var action) && !string.IsNullOrEmpty(action.Value?.ToString()))
        {
            output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
        }
        else if (!output.Attributes.ContainsName("action"))
        {
            var request = ViewContext.HttpContext.Request;
            var query = new QueryBuilder(request.Query.Where(pair => pair.Key != "handler").SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
            output.Attributes.SetAttribute("action", request.PathBase + request.Path + query.ToQueryString());
        }
    }
}
