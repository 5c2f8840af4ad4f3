using System.Xml;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace CleveSec.Web.Features.Guide;

/// <summary>The changes of the guide as an Atom feed (RFC 4287).</summary>
internal sealed class Feed(FeedQuery query, SiteAddress site, IStringLocalizer<Feed> t)
{
    public const string ContentType = "application/atom+xml";
    public const string Namespace = "http://www.w3.org/2005/Atom";

    public string Title => t["Changes to the password-reset guide"];

    public async Task<IResult> WriteAsync(CancellationToken ct)
    {
        var changes = await query.RunAsync(ct);
        return PublicFile.Xml(ContentType, xml =>
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, Languages.Tag(Languages.Current));
            Element(xml, "title", Title);
            Element(xml, "id", Here(Links.GuideFeed));
            Element(xml, "updated", Text(changes.Count > 0 ? changes[0].At : NodaConstants.UnixEpoch));
            Link(xml, "self", ContentType, Here(Links.GuideFeed));
            Link(xml, "alternate", "text/html", Here(Links.Guide));
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", Office.Name);
            xml.WriteEndElement();
            foreach (var change in changes)
            {
                Entry(xml, change);
            }

            xml.WriteEndElement();
        });
    }

    private void Entry(XmlWriter xml, GuideChange change)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "title", change.Title);

        // Never shown and never changed, as the standard asks: a page may move, its entry stays the same one.
        Element(xml, "id", $"{Here(Links.GuideFeed)}#{Uri.EscapeDataString(change.Subject)}/{change.Number}");
        Element(xml, "updated", Text(change.At));
        Link(xml, "alternate", "text/html", Here(Links.GuideTopic(change.Slug)));
        if (change.Words.Length > 0)
        {
            Element(xml, "summary", change.Words);
        }

        xml.WriteEndElement();
    }

    private string Here(string path) => site.Absolute(Languages.In(Languages.Current, path));

    private static string Text(Instant at) => InstantPattern.General.Format(at);

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, PublicFile.XmlText(text));

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
