using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.Fixtures;

/// <summary>Everything the gateway logs, at every level its filters let through.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private readonly Channel<Line> _news = Channel.CreateUnbounded<Line>();

    public IReadOnlyCollection<Line> Lines => _lines;

    public string Text => string.Join('\n', _lines);

    /// <summary>Waits until a line comes that was not waited for before and holds these words.</summary>
    public async Task WaitForAsync(string words)
    {
        while (!(await _news.Reader.ReadAsync().Soon()).Message.Contains(words, StringComparison.Ordinal))
        {
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new Line(logLevel, formatter(state, exception), exception);
        _lines.Enqueue(line);
        _news.Writer.TryWrite(line);
    }

    public void Dispose()
    {
    }

    internal sealed record Line(LogLevel Level, string Message, Exception? Exception);
}
