using System.Net;
using CleveSec.Domain.HandOver;
using CleveSec.Domain.Jobs;
using CleveSec.IntegrationTests.Tech;
using CleveSec.TestSupport;

namespace CleveSec.IntegrationTests.Certificates;

/// <summary>Signed at the hand-over, or not and why; read by the customer in their own language after a code.</summary>
public sealed class HandOverSignatureTests(CleveSecApp app) : IClassFixture<CleveSecApp>
{
    private const string Drawing = "[[[10,20],[30,40],[50,60]],[[70,80]]]";

    [Fact]
    public async Task Close_Signed_IsKeptSealedAndStandsOnThePaper()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.NotRecovered, ("Input.SignedName", " Casey O'Brien-Muñoz "), ("Input.Strokes", Drawing));

        var certificate = Assert.Single(await app.CertificatesAsync(technician.JobId));
        Assert.Equal((HandOverSign.Signed, "Casey O'Brien-Muñoz"), (certificate.Sign, certificate.SignedName));
        Assert.DoesNotContain("10,20", System.Text.Encoding.Latin1.GetString(certificate.SealedStrokes!), StringComparison.Ordinal);
        var page = await technician.Client.GetAsync($"{technician.Sheet}/certificate");
        Assert.Equal(["10,20 30,40 50,60", "70,80 71,80"], page.All("svg.signature polyline").Select(line => line.GetAttribute("points")));
        Assert.Contains("signed by Casey O'Brien-Muñoz", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NotPresent", HandOverSign.NotPresent, "was not present")]
    [InlineData("DidNotWant", HandOverSign.DidNotWant, "did not want to sign")]
    [InlineData(null, HandOverSign.NotAsked, "nobody was asked to sign")]
    public async Task Close_Unsigned_ClosesAndThePaperSaysWhy(string? reason, HandOverSign sign, string words)
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.NotRecovered, ("Input.Unsigned", reason));

        Assert.Equal((sign, null), (Assert.Single(await app.CertificatesAsync(technician.JobId)) is var it ? (it.Sign, it.SignedName) : default));
        Assert.Contains(words, (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Casey Morgan", "DidNotWant", "", "Either the customer signs or nobody does")]
    [InlineData("", null, Drawing, "types their name too")]
    [InlineData("Casey Morgan", null, "[[[10,20],[9999,40]]]", "could not be read")]
    [InlineData("Casey Morgan", null, "{\"a\":1}", "could not be read")]
    [InlineData("", "Signed", "", "Choose why nobody signs")]
    [InlineData("", "Nonsense", "", "There is a problem")]
    [InlineData("password is Blue42fish", null, "", "We never keep those")]
    public async Task Close_SignatureThatIsNone_IsRefusedAndNothingTypedIsLost(string name, string? reason, string strokes, string words)
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.NotRecovered);

        var page = (await technician.ForceAsync($"{technician.Sheet}/close", ("Input.Summary", "Nothing helped."), ("Input.SignedName", name), ("Input.Unsigned", reason), ("Input.Strokes", strokes))).Expect(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(words, page.One(".error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("Nothing helped.", page.One("#Input_Summary").TextContent.Trim());
        Assert.Empty(await app.CertificatesAsync(technician.JobId));
        Assert.Equal(JobStatus.NotRecovered, (await technician.LoadAsync()).Status);
    }

    [Fact]
    public async Task Certificate_OfASpanishCustomer_IsInSpanishWhereverItIsRead()
    {
        var technician = await Technician.WithJobAsync(app, JobStatus.Refused);
        await app.Database.AsOwnerAsync("update customers set language = 'Spanish' where id = (select customer_id from jobs where id = $1)", technician.JobId);
        var form = await technician.Client.GetAsync($"{technician.Sheet}/close");
        Assert.Contains("Firma: escriba su nombre", form.One("section [lang=es]").TextContent, StringComparison.Ordinal);
        (await technician.Client.SubmitAsync("main form", ("Input.Unsigned", "NotPresent"))).ExpectRedirect(technician.Sheet);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);

        var (theirs, ours) = (await customer.GetAsync("/visit/certificate"), await technician.Client.GetAsync($"{technician.Sheet}/certificate"));

        foreach (var page in new[] { theirs, ours })
        {
            Assert.Equal("es", page.One(".certificate").GetAttribute("lang"));
            Assert.All(["Certificado de entrega", "Rechazado", "el cliente no estuvo presente", "/es/check"], words => Assert.Contains(words, page.One(".certificate").TextContent, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Visit_OfAClosedJob_LeadsToTheCertificateAfterACode()
    {
        var technician = await Closings.ByTechnicianAsync(app);
        using var byLink = await app.Data.CustomerClientAsync(technician.JobId, mayChange: false);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);
        var foreign = await app.Data.JobAsync(JobStatus.Closed);
        using var other = await app.Data.CustomerClientAsync(foreign.Id);

        Assert.Contains("/visit/certificate", (await byLink.GetAsync("/visit")).Body, StringComparison.Ordinal);
        (await byLink.GetAsync("/visit/certificate")).ExpectRedirect("/visit/code?next=%2Fvisit%2Fcertificate");
        Assert.Contains("Not recovered", (await customer.GetAsync("/visit/certificate")).Expect(HttpStatusCode.OK).One(".certificate").TextContent, StringComparison.Ordinal);

        // A job without one has no link, and the address leads back.
        Assert.DoesNotContain("/visit/certificate", (await other.GetAsync("/visit")).Body, StringComparison.Ordinal);
        (await other.GetAsync("/visit/certificate")).ExpectRedirect("/visit");
    }
}
