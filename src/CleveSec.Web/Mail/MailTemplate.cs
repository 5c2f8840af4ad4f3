using System.Net;
using System.Text;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Mail;

/// <summary>One letter, ready for the outbox: a subject and blocks that become text and HTML alike.</summary>
/// <param name="Kind">The mail class's name, shown in the mailbox.</param>
/// <param name="Secrets">Values that stand in the bodies as <c>{{name}}</c> and are filled in when the mail leaves.</param>
/// <param name="Short">The same as a text message, for what is worth one; null: only a letter.</param>
internal sealed record Letter(string Kind, string Subject, IReadOnlyList<MailBlock> Blocks, IReadOnlyDictionary<string, string> Secrets, string? Calendar = null, ShortForm? Short = null);

/// <summary>A letter as a text message.</summary>
/// <param name="Words">May hold <c>{{name}}</c> of the letter's secrets.</param>
/// <param name="Until">After that it says nothing of use any more and is not sent.</param>
/// <param name="AtAnyHour">Is wanted now, also in quiet hours: the technician is on the way, a code was asked for.</param>
internal sealed record ShortForm(string Words, NodaTime.Instant Until, bool AtAnyHour = false);

/// <summary>A block of a letter.</summary>
internal abstract record MailBlock
{
    internal sealed record Text(string Words) : MailBlock;

    /// <summary>Names and values in rows.</summary>
    internal sealed record Facts(params (string Name, string Value)[] Rows) : MailBlock;

    /// <param name="Address">An absolute address; may hold a <c>{{secret}}</c>.</param>
    internal sealed record Button(string Words, string Address) : MailBlock;

    internal sealed record List(params string[] Items) : MailBlock;

    /// <summary>A code to read and type.</summary>
    internal sealed record Code(string Value) : MailBlock;
}

/// <summary>Renders blocks, in the language that is being written. One look for all letters; every value is encoded here.</summary>
internal static class MailTemplate
{
    private const string Signature = $"{Office.Name} · {Office.PhoneShown}";

    public static string Text(Letter letter)
    {
        var text = new StringBuilder();
        foreach (var block in letter.Blocks)
        {
            text.Append(block switch
            {
                MailBlock.Text plain => plain.Words,
                MailBlock.Facts facts => string.Join('\n', facts.Rows.Select(row => $"{row.Name}: {row.Value}")),
                MailBlock.Button button => $"{button.Words}:\n{button.Address}",
                MailBlock.List list => string.Join('\n', list.Items.Select(item => $"- {item}")),
                MailBlock.Code code => code.Value,
                _ => throw new InvalidOperationException($"A block without a text form: {block.GetType().Name}."),
            }).Append("\n\n");
        }

        return text.Append("-- \n").Append(Signature).Append('\n').ToString();
    }

    public static string Html(Letter letter)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"").Append(Languages.Tag(Languages.Current)).Append("\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><title>")
            .Append(E(letter.Subject)).Append("</title></head><body style=\"margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif\"><div style=\"max-width:560px;margin:0 auto\">");
        foreach (var block in letter.Blocks)
        {
            Append(html, block);
        }

        return html.Append("<p style=\"margin-top:32px;font-size:14px\">").Append(E(Signature)).Append("</p></div></body></html>").ToString();
    }

    private static void Append(StringBuilder html, MailBlock block)
    {
        switch (block)
        {
            case MailBlock.Text plain:
                html.Append("<p>").Append(E(plain.Words)).Append("</p>");
                break;
            case MailBlock.Facts facts:
                html.Append("<table role=\"presentation\" style=\"border-collapse:collapse\">");
                foreach (var (name, value) in facts.Rows)
                {
                    html.Append("<tr><td style=\"padding:4px 16px 4px 0;vertical-align:top\">").Append(E(name)).Append("</td><td style=\"padding:4px 0\"><strong>").Append(E(value)).Append("</strong></td></tr>");
                }

                html.Append("</table>");
                break;
            case MailBlock.Button button:
                html.Append("<p><a href=\"").Append(E(button.Address)).Append("\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:#0b4f6c;color:#ffffff;text-decoration:none\">").Append(E(button.Words)).Append("</a></p>");
                break;
            case MailBlock.List list:
                html.Append("<ul>").AppendJoin("", list.Items.Select(item => $"<li>{E(item)}</li>")).Append("</ul>");
                break;
            case MailBlock.Code code:
                html.Append("<p style=\"font-size:32px;letter-spacing:6px\"><strong>").Append(E(code.Value)).Append("</strong></p>");
                break;
        }
    }

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
