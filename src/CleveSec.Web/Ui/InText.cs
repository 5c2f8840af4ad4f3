using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CleveSec.Web.Ui;

/// <summary>
/// Links inside a translated sentence. They are given to it as values, so that a translator moves a number and no HTML, and a link to one of our pages leads to the one in
/// the language of the sentence.
/// </summary>
internal static class InText
{
    public static IHtmlContent Phone => Link(Links.Call(Office.Phone), Office.PhoneShown, ("class", "nowrap"));

    /// <param name="address">As written in <see cref="Links"/>, or elsewhere on the web.</param>
    public static IHtmlContent Link(string address, IHtmlContent words, params (string Name, string Value)[] attributes)
    {
        var anchor = new TagBuilder("a");
        anchor.Attributes["href"] = Languages.In(Languages.Current, address);
        foreach (var (name, value) in attributes)
        {
            anchor.Attributes[name] = value;
        }

        anchor.InnerHtml.AppendHtml(words);
        return anchor;
    }

    public static IHtmlContent Link(string address, string words, params (string Name, string Value)[] attributes) =>
        Link(address, new HtmlContentBuilder().Append(words), attributes);
}
