using CleveSec.Web.Mail;
using CleveSec.Web.Ui;
using CleveSec.Web.UseCases.Certificates;

namespace CleveSec.Web.Features.Shared.Certificates;

/// <summary>What _Certificate.cshtml prints.</summary>
/// <param name="CheckAddress">Where the code is looked up, as it stands on paper.</param>
internal sealed record CertificatePaper(CertificateView Certificate, string CheckAddress)
{
    public CertificateWords Words { get; } = new(Certificate.Language);

    public static CertificatePaper Of(CertificateView certificate, SiteAddress site) => new(certificate, site.Absolute(Languages.In(certificate.Language, Links.Check)));
}
