using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CleveSec.TestSupport;

/// <summary>What a browser would send for a form, in the order of the page.</summary>
internal static class FormFields
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IHtmlFormElement form, IReadOnlyList<(string Name, string? Value)> typed)
    {
        var controls = form.Elements.Where(control => control.GetAttribute("name") is { Length: > 0 } && !control.HasAttribute("disabled")).ToList();
        var names = typed.Select(field => field.Name).ToHashSet();
        foreach (var field in typed)
        {
            Check(form, [.. controls.Where(control => control.GetAttribute("name") == field.Name)], field);
        }

        return
        [
            .. controls.Where(control => !names.Contains(control.GetAttribute("name")!)).SelectMany(Sent),
            .. typed.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!)),
        ];
    }

    private static void Check(IHtmlFormElement form, IReadOnlyList<IElement> controls, (string Name, string? Value) field)
    {
        if (controls.Count == 0)
        {
            throw new InvalidOperationException($"The form has no field “{field.Name}”. It has: {string.Join(", ", form.Elements.Select(control => control.GetAttribute("name")).Where(name => name is not null).Distinct())}.");
        }

        var choices = controls.SelectMany(Choices).ToList();
        if (field.Value is not null && choices.Count > 0 && !choices.Contains(field.Value))
        {
            throw new InvalidOperationException($"“{field.Value}” is no choice of “{field.Name}”. Offered: {string.Join(", ", choices)}.");
        }
    }

    private static IEnumerable<string> Choices(IElement control) => control switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } box => [box.Value],
        IHtmlInputElement { Type: "hidden" } beside when beside.Form?.QuerySelector($"input[type=checkbox][name='{beside.Name}']") is not null => [beside.Value],
        IHtmlSelectElement select => select.Options.Select(option => option.Value),
        IHtmlButtonElement button => [button.Value],
        _ => [],
    };

    private static IEnumerable<KeyValuePair<string, string>> Sent(IElement control)
    {
        var name = control.GetAttribute("name")!;
        return control switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? [KeyValuePair.Create(name, box.Value)] : [],
            IHtmlInputElement { Type: "submit" or "button" or "reset" or "image" or "file" } => [],
            IHtmlInputElement input => [KeyValuePair.Create(name, input.Value)],
            IHtmlTextAreaElement area => [KeyValuePair.Create(name, area.Value)],
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => KeyValuePair.Create(name, option.Value)),
            _ => [],
        };
    }
}
