using System.Xml;
using CleveSec.Domain.Customers;
using CleveSec.Web.Ui;
using NodaTime.Text;

namespace CleveSec.Web.Features.Found;

/// <summary>sitemap.xml: each page once in each language, and each naming its other languages.</summary>
internal static class Sitemap
{
    public const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    public const string LinkNamespace = "http://www.w3.org/1999/xhtml";

    public static IResult Write(IReadOnlyList<PublicPage> pages) => PublicFile.Xml("application/xml", xml =>
    {
        xml.WriteStartElement("urlset", Namespace);
        xml.WriteAttributeString("xmlns", "xhtml", null, LinkNamespace);
        foreach (var page in pages)
        {
            foreach (var version in page.Versions.Values)
            {
                Write(xml, page, version);
            }
        }

        xml.WriteEndElement();
    });

    private static void Write(XmlWriter xml, PublicPage page, PageVersion version)
    {
        xml.WriteStartElement("url", Namespace);
        xml.WriteElementString("loc", Namespace, version.Address);
        if (version.Changed is { } changed)
        {
            xml.WriteElementString("lastmod", Namespace, InstantPattern.General.Format(changed));
        }

        foreach (var (language, other) in page.Versions)
        {
            Alternate(xml, Languages.Tag(language), other.Address);
        }

        if (page.Versions.TryGetValue(Language.English, out var english))
        {
            Alternate(xml, "x-default", english.Address);
        }

        xml.WriteEndElement();
    }

    private static void Alternate(XmlWriter xml, string language, string address)
    {
        xml.WriteStartElement("link", LinkNamespace);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("hreflang", language);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
