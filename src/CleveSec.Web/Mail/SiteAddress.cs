namespace CleveSec.Web.Mail;

/// <summary>Where the site is reached from outside: from configuration, never from a request's Host header.</summary>
internal sealed record SiteAddress(Uri Base)
{
    public string Host => Base.Host;

    public string Absolute(string path) => new Uri(Base, path).ToString();

    /// <summary>An absolute address whose last part is filled in when the mail leaves.</summary>
    public string WithSecret(string pathBefore, string secretName) => new Uri(Base, pathBefore) + $"{{{{{secretName}}}}}";
}
