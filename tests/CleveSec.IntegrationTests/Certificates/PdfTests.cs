using System.Net;
using System.Text;
using CleveSec.Domain.Jobs;
using CleveSec.Domain.Staff;
using CleveSec.TestSupport;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.Extensions.Logging.Abstractions;

namespace CleveSec.IntegrationTests.Certificates;

/// <summary>The certificate as a PDF, where a Chromium is configured: the one of the browser tests.</summary>
public sealed class PdfTests(PdfTests.App app, CleveSecApp without) : IClassFixture<PdfTests.App>, IClassFixture<CleveSecApp>
{
    private static readonly string Chromium = Environment.GetEnvironmentVariable("CLEVESEC_CHROMIUM") ?? "/usr/bin/chromium";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public sealed class App() : CleveSecApp(new AppOptions { Settings = new Dictionary<string, string?> { [ChromiumPrinter.Setting] = Chromium } });

    [Fact]
    public async Task Pdf_OfTheUsualCase_IsOnePageForOfficeTechnicianAndCustomer()
    {
        var technician = await Closings.ByTechnicianAsync(app, JobStatus.Reinitialized, ("Input.SignedName", "Casey O'Brien-Muñoz"), ("Input.Strokes", "[[[10,20],[30,40]]]"));
        var number = (await technician.LoadAsync()).Number;
        using var office = await app.Data.SignInAsync(StaffRole.Dispatcher);
        using var customer = await app.Data.CustomerClientAsync(technician.JobId);
        var offered = (await office.GetAsync($"/staff/jobs/{number}/certificate")).One("a[href*='.pdf']").GetAttribute("href")!;

        foreach (var pdf in new[] { await office.GetAsync(offered), await technician.Client.GetAsync($"{technician.Sheet}/certificate.pdf"), await customer.GetAsync("/visit/certificate.pdf") })
        {
            pdf.Expect(HttpStatusCode.OK);
            Assert.Equal(("application/pdf", "attachment", $"{number}-1.pdf"), (pdf.ContentHeaders.ContentType!.MediaType, pdf.ContentHeaders.ContentDisposition!.DispositionType, pdf.ContentHeaders.ContentDisposition.FileName));
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf.Content, 0, 5), StringComparison.Ordinal);
            Assert.Equal(1, Pages(pdf.Content));
        }
    }

    [Fact]
    public async Task Pdf_WithoutAChromium_IsNotOfferedAndNotFound()
    {
        var technician = await Closings.ByTechnicianAsync(without);

        Assert.DoesNotContain(".pdf", (await technician.Client.GetAsync($"{technician.Sheet}/certificate")).Body, StringComparison.Ordinal);
        (await technician.Client.GetAsync($"{technician.Sheet}/certificate.pdf")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pdf_ByAStranger_IsNotFoundBeforeAnythingIsPrinted()
    {
        var technician = await Closings.ByTechnicianAsync(app);
        using var other = await app.Data.SignInAsync(StaffRole.Technician);

        (await other.GetAsync($"{technician.Sheet}/certificate.pdf")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Print_WithAProgramThatFails_GivesNothingAndLeavesNoFolder()
    {
        using var printer = new ChromiumPrinter("/bin/false", NullLogger<ChromiumPrinter>.Instance);
        var before = Folders();

        Assert.Null(await printer.PrintAsync("<p>Text</p>", Ct));

        Assert.Empty(Folders().Except(before));
    }

    [Fact]
    public async Task Print_WithAProgramThatNeverEnds_IsStopped()
    {
        var script = Path.Combine(Directory.CreateTempSubdirectory("clevesec-test-").FullName, "endless");
        await File.WriteAllTextAsync(script, "#!/bin/sh\nwhile :; do sleep 1; done\n", Ct);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var printer = new ChromiumPrinter(script, NullLogger<ChromiumPrinter>.Instance, TimeSpan.FromMilliseconds(300));

        Assert.Null(await printer.PrintAsync("<p>Text</p>", Ct));
    }

    [Fact]
    public async Task Print_AtOnce_RunsOneAfterTheOther()
    {
        using var printer = new ChromiumPrinter(Chromium, NullLogger<ChromiumPrinter>.Instance, TimeSpan.FromMinutes(2));

        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => printer.PrintAsync("<!DOCTYPE html><p>Text</p>", Ct)));

        Assert.All(all, Assert.NotNull);
    }

    [Theory]
    [InlineData("/nowhere/chromium", false)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Problem_OfAPath_IsASentenceForTheOperator(string? path, bool fine)
    {
        var problem = ChromiumPrinter.Problem(path);

        Assert.Equal(fine, problem is null);
        Assert.True(fine || problem!.Contains("Set Pdf:Chromium to the path", StringComparison.Ordinal));
    }

    /// <summary>Pages of a PDF whose objects are not packed, as Chromium writes it.</summary>
    private static int Pages(byte[] pdf) => System.Text.RegularExpressions.Regex.Count(Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b(?!s)");

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "clevesec-pdf-*");
}
