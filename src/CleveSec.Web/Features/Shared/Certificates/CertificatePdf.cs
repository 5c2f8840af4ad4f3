using System.Text.Encodings.Web;
using CleveSec.Web.UseCases.Certificates;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CleveSec.Web.Features.Shared.Certificates;

/// <summary>The certificate as a PDF: the same paper as on the page, in a document that needs no other file. Offered where a Chromium is configured.</summary>
internal sealed class CertificatePdf(ChromiumPrinter printer, IRazorViewEngine views, ITempDataProvider tempData, IModelMetadataProvider metadata, IWebHostEnvironment environment)
{
    public const string ContentType = "application/pdf";
    public const string NotNow = "The PDF could not be made now. Print the page from the browser instead.";
    private const string Paper = "/Features/Shared/_Certificate.cshtml";
    private const string Styles = "css/certificate.css";

    public bool IsOffered => printer.IsConfigured;

    /// <summary>Null: none could be made now.</summary>
    public async Task<byte[]?> PrintAsync(ActionContext context, CertificatePaper paper, CancellationToken ct) => await printer.PrintAsync(await DocumentAsync(context, paper, ct), ct);

    private async Task<string> DocumentAsync(ActionContext context, CertificatePaper paper, CancellationToken ct)
    {
        await using var css = environment.WebRootFileProvider.GetFileInfo(Styles).CreateReadStream();
        using var reader = new StreamReader(css);
        return $$"""
            <!DOCTYPE html>
            <html lang="{{paper.Words.Lang}}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{{HtmlEncoder.Default.Encode(paper.Certificate.Number)}}</title>
            <style>body { font-family: system-ui, "Liberation Sans", sans-serif; margin: 0; }
            {{await reader.ReadToEndAsync(ct)}}</style>
            </head>
            <body>{{await ArticleAsync(context, paper)}}</body>
            </html>
            """;
    }

    private async Task<string> ArticleAsync(ActionContext context, CertificatePaper paper)
    {
        var view = views.GetView(null, Paper, isMainPage: false).View ?? throw new InvalidOperationException($"The site was built without {Paper}.");
        await using var text = new StringWriter();
        var data = new ViewDataDictionary<CertificatePaper>(metadata, new ModelStateDictionary()) { Model = paper };
        await view.RenderAsync(new ViewContext(context, view, data, new TempDataDictionary(context.HttpContext, tempData), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
