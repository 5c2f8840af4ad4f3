using CleveSec.Web.Data;
using CleveSec.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleveSec.IntegrationTests.Staff.Live;

public sealed class ChangeTellerTests
{
    /// <summary>A worker that ends takes the whole site with it.</summary>
    [Fact]
    public async Task Tell_WithoutADatabase_SaysSoAndGoesOn()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var services = new ServiceCollection()
            .AddDbContext<CleveSecDb>(options => CleveSecDb.Configure(options, "Host=127.0.0.1;Port=1;Username=nobody;Database=nowhere"))
            .BuildServiceProvider();
        var log = new Told();
        using var teller = new ChangeTeller(services.GetRequiredService<IServiceScopeFactory>(), log);
        await teller.StartAsync(ct);

        teller.Tell();
        Assert.Contains("could not be told", await log.First.Task.WaitAsync(ct), StringComparison.Ordinal);

        Assert.False(teller.ExecuteTask!.IsCompleted);
        await teller.StopAsync(ct);
        Assert.True(teller.ExecuteTask.IsCompletedSuccessfully);
    }

    private sealed class Told : ILogger<ChangeTeller>
    {
        public TaskCompletionSource<string> First { get; } = new();

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => First.TrySetResult(formatter(state, exception));
    }
}
