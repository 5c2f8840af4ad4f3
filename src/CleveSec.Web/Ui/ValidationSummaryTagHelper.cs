using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Ui;

/// <summary>The list of what is wrong, on top of the form, linked to the fields; nothing when all is well. <c>fields</c> names the fields in form order, because ModelState does not keep it.</summary>
[HtmlTargetElement("validation-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ValidationSummaryTagHelper(IStringLocalizer<ValidationSummaryTagHelper> t) : TagHelper
{
    /// <summary>Field names in form order, comma-separated, without the "Input." prefix; others follow.</summary>
    public string? Fields { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("id", "error-summary");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        output.Content.AppendHtml(new TagBuilder("h2").With(t["There is a problem"]));
        var list = new TagBuilder("ul");
        foreach (var (key, message) in Errors())
        {
            var item = new TagBuilder("li");
            if (key.Length == 0)
            {
                item.InnerHtml.Append(message);
            }
            else
            {
                var link = new TagBuilder("a").With(message);
                link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(key, "_");
                item.InnerHtml.AppendHtml(link);
            }

            list.InnerHtml.AppendHtml(item);
        }

        output.Content.AppendHtml(list);
    }

    private IEnumerable<(string Key, string Message)> Errors()
    {
        var order = (Fields ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => $"Input.{name}").ToList();
        return ViewContext.ModelState
            .Where(pair => pair.Value!.Errors.Count > 0)
            .OrderBy(pair => order.IndexOf(pair.Key) is var place and >= 0 ? place : int.MaxValue)
            .Select(pair => (pair.Key, pair.Value!.Errors[0].ErrorMessage));
    }
}

internal static class TagBuilderExtensions
{
    public static TagBuilder With(this TagBuilder tag, string text)
    {
        tag.InnerHtml.Append(text);
        return tag;
    }
}
