using System.Collections.Concurrent;

namespace Gratis.Gateway.Commands.Talking;

/// <summary>The log of a gateway that a command runs for itself: only why it could not start is worth telling.</summary>
internal sealed class QuietLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _reasons = new();

    public IEnumerable<string> Reasons => _reasons;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            _reasons.Enqueue(formatter(state, exception));
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
