using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CleveSec.Web.Ui;

/// <summary>Every posting form carries its token. The framework's own helper leaves it out where the form names its address.</summary>
[HtmlTargetElement("form", Attributes = "method,action")]
public sealed class FormTokenTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var posts = string.Equals(context.AllAttributes["method"].Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase);
        if (posts && !context.AllAttributes.ContainsName("asp-antiforgery") && !string.IsNullOrEmpty(context.AllAttributes["action"].Value?.ToString()))
        {
            output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
        }
    }
}
