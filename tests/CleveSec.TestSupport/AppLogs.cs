using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CleveSec.TestSupport;

public sealed record LogLine(LogLevel Level, string Category, string Message, Exception? Error);

/// <summary>What the site logged, kept for looking at instead of printed.</summary>
public sealed class AppLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyCollection<LogLine> Lines => this.lines;

    /// <summary>Warnings and errors as text.</summary>
    public string Trouble => string.Join('\n', this.lines.Where(line => line.Level >= LogLevel.Warning).TakeLast(10).Select(line => $"{line.Level} {line.Category}: {line.Message} {line.Error}"));

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, this.lines);

    public void Dispose()
    {
    }

    private sealed class Log(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, category, formatter(state, exception), exception));
    }
}
