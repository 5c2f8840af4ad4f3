using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace CleveSec.TestSupport;

/// <summary>A certificate for 127.0.0.1 that its server signed itself, for an hour.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=clevesec.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
    }
}
