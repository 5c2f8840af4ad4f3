using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleveSec.TestSupport;

/// <summary>A small HTTP server on 127.0.0.1 that stands in for one of somebody else, and fails as told.</summary>
public sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private StandInServer(WebApplication server) => this.server = server;

    public Uri Address => new(this.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What it answers from now on.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("");

    /// <summary>Path and query of every request, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<StandInServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null);

        // A test that is over does not wait for an answer that never comes.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var standIn = new StandInServer(builder.Build());
        standIn.server.Run(context =>
        {
            standIn.Asked.Enqueue(context.Request.Path + context.Request.QueryString);
            return standIn.Answer(context);
        });
        await standIn.server.StartAsync();
        return standIn;
    }

    /// <summary>Answers nothing until the client goes away.</summary>
    public static async Task NeverAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public async ValueTask DisposeAsync() => await this.server.DisposeAsync();
}
