using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Edits;

namespace Gratis.Gateway.Configuration.Watching;

/// <summary>
/// The config file and the <c>.env</c> beside it, followed while they change. A change counts once two looks a moment apart
/// saw the same bytes, so a file caught half written is never taken. What cannot be used changes nothing but <see cref="LastError"/>.
/// </summary>
internal sealed partial class ConfigSource : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly ConfigPlace _place;
    private readonly ConfigReader _reader;
    private readonly IReadOnlyDictionary<string, string> _process;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile ConfigSnapshot _current;
    private volatile ConfigFailure? _lastError;
    private ConfigFiles _seen;
    private ConfigFiles _used;
    private ImmutableArray<ConfigEdit> _edits = [];
    private (ConfigFiles Files, long Since)? _settling;
    private ITimer? _poll;
    private ITimer? _settle;
    private IDisposable? _nudge;

    private ConfigSource(
        ConfigPlace place, ConfigReader reader, IReadOnlyDictionary<string, string> process, TimeProvider time, ILogger logger, ConfigFiles files, ConfigReading reading)
    {
        (_place, _reader, _process, _time, _logger, _seen, _used) = (place, reader, process, time, logger, files, files);
        _current = new ConfigSnapshot(reading, files.Config is null ? null : place.Name, 1, time.GetUtcNow());
        LogWarnings(_current);
    }

    /// <summary>Raised after <see cref="Current"/> changed, one change at a time.</summary>
    public event Action<ConfigSnapshot>? Changed;

    /// <summary>Where the file is, or would be.</summary>
    public ConfigPlace Place => _place;

    /// <summary>The config in force.</summary>
    public ConfigSnapshot Current => _current;

    /// <summary>What the owner changed over the API.</summary>
    public ImmutableArray<ConfigEdit> Edits
    {
        get
        {
            lock (_gate)
                return _edits;
        }
    }

    /// <summary>The file has overtaken some of <see cref="Edits"/>, and they are gone.</summary>
    public Action? Lapsed { get; set; }

    /// <summary>Why the files as they are now are not in force; null when they are.</summary>
    public ConfigFailure? LastError => _lastError;

    /// <summary>Reads the config for the first time; null, and every error, when it cannot be used.</summary>
    public static ConfigSource? Open(
        ConfigPlace place, ConfigReader reader, IReadOnlyDictionary<string, string> process, TimeProvider time, ILogger logger, out ImmutableArray<ConfigProblem> errors)
    {
        var files = ConfigFiles.Read(place);
        errors = files.Failure is { } failure ? [failure] : [];
        if (errors.IsEmpty && files.Config is null && place.IsRequired)
            errors = [new ConfigProblem(new Origin(ConfigLayer.File, place.Name), "", "There is no such file.")];
        if (!errors.IsEmpty)
            return null;
        var reading = reader.Read(files.Config, files.DotEnv, process);
        errors = reading.Errors;
        return reading.IsValid ? new ConfigSource(place, reader, process, time, logger, files, reading) : null;
    }

    /// <summary>Begins to follow the files.</summary>
    public void Watch() => Watch(FileNudge.TryStart);

    /// <summary>The same with another way to hear of changes; where that gives none, only the poll sees them.</summary>
    public void Watch(Func<string, string[], Action, IDisposable?> nudge)
    {
        lock (_gate)
        {
            _settle = _time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _poll = _time.CreateTimer(_ => Look(), null, PollEvery, PollEvery);
            _nudge = nudge(_place.Folder, [Path.GetFileName(_place.Path), Path.GetFileName(_place.DotEnvPath)], LookSoon);
            if (_nudge is null)
                LogPollingOnly(_logger, _place.Name, PollEvery.TotalSeconds);
        }
    }

    /// <summary>What the config would be with other changes over the file in force.</summary>
    public ConfigReading Foresee(ImmutableArray<ConfigEdit> edits)
    {
        lock (_gate)
            return Read(_used, edits);
    }

    /// <summary>Puts other changes in force, unless the file has changed in between so that they do not fit.</summary>
    public void Use(ImmutableArray<ConfigEdit> edits)
    {
        lock (_gate)
        {
            _edits = edits;
            var reading = Read(_used, edits);
            if (!reading.IsValid)
            {
                Refuse(reading.Errors);
                return;
            }

            Publish(reading, _used);
            LogChanged(_logger, _current.Version);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _nudge?.Dispose();
            _poll?.Dispose();
            _settle?.Dispose();
            (_nudge, _poll, _settle) = (null, null, null);
        }
    }

    private void LookSoon() => _settle?.Change(SettleTime, Timeout.InfiniteTimeSpan);

    private void Look()
    {
        lock (_gate)
        {
            if (_poll is null)
                return;
            var files = ConfigFiles.Read(_place);
            if (files == _seen)
                _settling = null;
            else if (_settling is var (before, since) && before == files && _time.GetElapsedTime(since) >= SettleTime)
                Take(files);
            else
            {
                if (_settling?.Files != files)
                    _settling = (files, _time.GetTimestamp());
                LookSoon();
            }
        }
    }

    private void Take(ConfigFiles files)
    {
        (_seen, _settling) = (files, null);
        if (files.Config is null && files.Failure is null && _current.File is not null)
        {
            LogGone(_logger, _place.Name, _current.Version);
            Remember([new ConfigProblem(new Origin(ConfigLayer.File, _place.Name), "", "The file is gone; the last config stays in force.")]);
            return;
        }

        var reading = files.Failure is null ? Read(files, _edits) : null;
        if (reading is not { IsValid: true })
        {
            Refuse(reading?.Errors ?? [files.Failure!]);
            return;
        }

        _edits = [.. _edits.Except(reading.Lapsed)];
        Publish(reading, files);
        LogReloaded(_logger, _place.Name, _current.Version);
        if (!reading.Lapsed.IsEmpty)
            Lapsed?.Invoke();
    }

    private ConfigReading Read(ConfigFiles files, ImmutableArray<ConfigEdit> edits) => _reader.Read(files.Config, files.DotEnv, _process, edits);

    private void Refuse(ImmutableArray<ConfigProblem> errors)
    {
        Remember(errors);
        foreach (var error in errors)
            LogRefused(_logger, error);
        LogKept(_logger, _current.Version);
    }

    private void Remember(ImmutableArray<ConfigProblem> errors) => _lastError = new ConfigFailure(_time.GetUtcNow(), errors);

    private void Publish(ConfigReading reading, ConfigFiles files)
    {
        var snapshot = new ConfigSnapshot(reading, files.Config is null ? null : _place.Name, _current.Version + 1, _time.GetUtcNow());
        _current = snapshot;
        _used = files;
        _lastError = null;
        LogWarnings(snapshot);
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action<ConfigSnapshot>)handler)(snapshot);
            }
            catch (Exception error)
            {
                // One listener's bug must not keep the others from the new config, nor end the process from a timer.
                LogListenerFailed(_logger, error);
            }
        }
    }

    private void LogWarnings(ConfigSnapshot snapshot)
    {
        foreach (var warning in snapshot.Warnings)
            LogWarned(_logger, warning);
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private static partial void LogRefused(ILogger logger, ConfigProblem problem);

    [LoggerMessage(LogLevel.Error, "The changed config is not used; version {Version} stays in force.")]
    private static partial void LogKept(ILogger logger, int version);

    [LoggerMessage(LogLevel.Warning, "{File} is gone; version {Version} stays in force.")]
    private static partial void LogGone(ILogger logger, string file, int version);

    [LoggerMessage(LogLevel.Warning, "{Problem}")]
    private static partial void LogWarned(ILogger logger, ConfigProblem problem);

    [LoggerMessage(LogLevel.Information, "Config {File} reloaded: version {Version}.")]
    private static partial void LogReloaded(ILogger logger, string file, int version);

    [LoggerMessage(LogLevel.Information, "Config changed over the API: version {Version}.")]
    private static partial void LogChanged(ILogger logger, int version);

    [LoggerMessage(LogLevel.Information, "Changes of {File} cannot be watched here; it is looked at every {Seconds} seconds.")]
    private static partial void LogPollingOnly(ILogger logger, string file, double seconds);

    [LoggerMessage(LogLevel.Error, "A listener to config changes failed.")]
    private static partial void LogListenerFailed(ILogger logger, Exception error);
}
