using System.Text;
using CleveSec.Domain.Customers;
using CleveSec.Web.Mail;
using CleveSec.Web.Ui;

namespace CleveSec.Web.Features.Found;

/// <summary>robots.txt. A demo and a site under test are nobody's to find.</summary>
internal static class Robots
{
    public static string Write(bool open, SiteAddress site)
    {
        var text = new StringBuilder("User-agent: *\n");
        if (!open)
        {
            return text.Append("Disallow: /\n").ToString();
        }

        foreach (var path in Enum.GetValues<Language>().SelectMany(language => Findable.Closed.Select(path => Languages.In(language, path))).Distinct())
        {
            text.Append("Disallow: ").Append(path).Append('\n');
        }

        return text.Append("\nSitemap: ").Append(site.Absolute(Links.Sitemap)).Append('\n').ToString();
    }
}
