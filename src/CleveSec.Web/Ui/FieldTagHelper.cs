using System.ComponentModel.DataAnnotations;
using CleveSec.Domain.Recovery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CleveSec.Web.Ui;

/// <summary>One labelled field with hint and error: <c>&lt;field asp-for="Input.Email" label="E-mail" hint="…" type="email" autocomplete="email" /&gt;</c>. Keeps what was typed, also when refused.</summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator generator, IStringLocalizer<FieldTagHelper> t) : TagHelper
{
    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }
    public required string Label { get; set; }
    public string? Hint { get; set; }
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }

    /// <summary>More than one: a text area.</summary>
    public int Rows { get; set; } = 1;
    public int Maxlength { get; set; }
    public bool Required { get; set; }

    /// <summary>Of what is typed, where it is not the page's own: "es".</summary>
    public string? Lang { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var id = TagBuilder.CreateSanitizedId(name, "_");
        var error = ViewContext.ModelState.TryGetValue(name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "field" : "field field--error");
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line("p", "hint", $"{id}_hint", Hint));
        }

        if (error is not null)
        {
            output.Content.AppendHtml(Line("p", "field__error", $"{id}_error", error));
        }

        output.Content.AppendHtml(Control(name, id, error is not null));
        if (error is not null && For.Model is string { Length: <= 10_000 } text && SecretText.LooksLikeOne(text))
        {
            output.Content.AppendHtml(KeepMasked(name, text));
        }
    }

    /// <summary>Whoever has to mention it can, without the value: see <see cref="MaskedValues"/>.</summary>
    private TagBuilder KeepMasked(string name, string text)
    {
        var box = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        box.Attributes["type"] = "checkbox";
        box.Attributes["name"] = MaskedValues.Field;
        box.Attributes["value"] = name;
        var words = new TagBuilder("span");
        words.InnerHtml.Append(t["Keep my text with that part blacked out: “{0}”", PlainText.Short(SecretText.Mask(text), 2000)]);
        var label = new TagBuilder("label");
        label.AddCssClass("check");
        label.InnerHtml.AppendHtml(box).AppendHtml(words);
        return label;
    }

    private TagBuilder Control(string name, string id, bool hasError)
    {
        var described = string.Join(' ', new[] { Hint is null ? null : $"{id}_hint", hasError ? $"{id}_error" : null }.Where(part => part is not null));
        var attributes = new Dictionary<string, object?> { ["id"] = id, ["autocomplete"] = Autocomplete, ["inputmode"] = Inputmode, ["lang"] = Lang };
        if (described.Length > 0)
        {
            attributes["aria-describedby"] = described;
        }

        if (hasError)
        {
            attributes["aria-invalid"] = "true";
        }

        if (Required)
        {
            attributes["aria-required"] = "true";
        }

        if (MaxLength() is { } length)
        {
            attributes["maxlength"] = length;
        }

        var control = Rows > 1
            ? generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes)
            : Type == "password"
                ? generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes)
                : generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, null, attributes);
        if (Rows == 1)
        {
            control.Attributes["type"] = Type;
        }

        foreach (var empty in control.Attributes.Where(attribute => string.IsNullOrEmpty(attribute.Value) && attribute.Key != "value").Select(attribute => attribute.Key).ToList())
        {
            control.Attributes.Remove(empty);
        }

        return control;
    }

    private int? MaxLength() => Maxlength > 0 ? Maxlength
        : For.Metadata.ValidatorMetadata.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length ?? For.Metadata.ValidatorMetadata.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength;

    private static TagBuilder Line(string tag, string cssClass, string id, string text)
    {
        var line = new TagBuilder(tag);
        line.Attributes["class"] = cssClass;
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}
