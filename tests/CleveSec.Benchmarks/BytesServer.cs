using System.Buffers;
using System.Globalization;
using System.Net;

namespace CleveSec.Benchmarks;

/// <summary>The least that answers with these bytes on Kestrel: one handler, no routing, no middleware.</summary>
internal static class BytesServer
{
    public static async Task<int> RunAsync(string port, string file, string contentType, string encoding)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        });
        await using var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = contentType;
            context.Response.Headers.ContentEncoding = encoding;
            context.Response.ContentLength = bytes.Length;
            context.Response.BodyWriter.Write(bytes);
            return Task.CompletedTask;
        });
        await app.RunAsync();
        return 0;
    }
}
