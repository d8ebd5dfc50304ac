using Microsoft.Extensions.Logging;

namespace Gratis.Tests.Storage;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordingLog<T> : ILogger<T>
{
    public List<(LogLevel Level, string Text, Exception? Failure)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add((logLevel, formatter(state, exception), exception));
}
