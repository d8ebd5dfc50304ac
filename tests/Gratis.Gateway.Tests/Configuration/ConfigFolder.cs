using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Configuration.Watching;
using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>A folder with a config in it, a source over it, its log, and a clock in hand.</summary>
internal sealed class ConfigFolder : IDisposable
{
    private readonly List<ConfigSource> _sources = [];

    public ConfigFolder() => Folder = Directory.CreateTempSubdirectory("gratis-config-").FullName;

    public string Folder { get; }

    public string File => Path.Combine(Folder, "gratis.yaml");

    public ManualTime Time { get; } = new();

    public Lines Log { get; } = new();

    public Dictionary<string, string> Process { get; } = [];

    public void Write(string text, string name = "gratis.yaml") => System.IO.File.WriteAllText(Path.Combine(Folder, name), text);

    public ConfigSource? TryOpen(out ImmutableArray<ConfigProblem> errors, string? option = null, TimeProvider? time = null)
    {
        var source = ConfigSource.Open(ConfigPlace.Find(option, Folder, Process), new ConfigReader(Reading.Knowledge), Process, time ?? Time, Log, out errors);
        if (source is not null)
            _sources.Add(source);
        return source;
    }

    /// <summary>Followed in virtual time, by the poll alone: what the operating system says arrives when it likes.</summary>
    public ConfigSource Watch()
    {
        var source = TryOpen(out var errors);
        errors.ShouldBeEmpty();
        source!.Watch((_, _, _) => null);
        return source;
    }

    /// <summary>Long enough for a change to be seen and to settle.</summary>
    public void Settle() => Time.Advance(TimeSpan.FromSeconds(5));

    public void Dispose()
    {
        foreach (var source in _sources)
            source.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A logger that keeps what it is told.</summary>
    internal sealed class Lines : ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> All { get; } = new();

        public IEnumerable<string> At(LogLevel level) => All.Where(line => line.Level == level).Select(line => line.Text);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue((logLevel, formatter(state, exception)));
    }
}
