using System.Collections.Immutable;
using System.Text.Json;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Stores;
using Gratis.Wire;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>Where the owner changes the config of a running gateway: checked as the file is, on disk when it returns, in force at once.</summary>
internal sealed partial class ConfigDesk : IDisposable
{
    private readonly ConfigSource _source;
    private readonly ConfigEditStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);

    private ConfigDesk(ConfigSource source, ConfigEditStore store, TimeProvider time, ILogger logger) => (_source, _store, _time, _logger) = (source, store, time, logger);

    /// <summary>Takes up what was changed before. A change that no longer fits the file is left out, and that is told.</summary>
    public static async ValueTask<ConfigDesk> OpenAsync(ConfigSource source, ConfigEditStore store, TimeProvider time, ILogger logger, CancellationToken cancel)
    {
        var desk = new ConfigDesk(source, store, time, logger);
        var stored = await store.LoadAsync(cancel);
        var fitting = TakeUp(source, stored, (edit, reason) => LogUnfit(logger, edit.Key, reason));
        if (fitting.Length < stored.Length)
            await store.SaveAsync(fitting, cancel);
        source.Lapsed = desk.Forget;
        return desk;
    }

    /// <summary>Takes up what was changed by way of another replica.</summary>
    public async ValueTask ReloadAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await TakeUpStoredAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Puts those changes in force that fit the file as it is now.</summary>
    /// <param name="source">The config.</param>
    /// <param name="stored">The changes.</param>
    /// <param name="tellUnfit">Hears of each that does not, and why.</param>
    public static ImmutableArray<ConfigEdit> TakeUp(ConfigSource source, ImmutableArray<ConfigEdit> stored, Action<ConfigEdit, string> tellUnfit)
    {
        ImmutableArray<ConfigEdit> fitting = [];
        foreach (var edit in stored)
        {
            var reading = source.Foresee(fitting.Add(edit));
            if (!reading.IsValid)
                tellUnfit(edit, reading.Errors[0].Message);
            else if (reading.Lapsed.IsEmpty)
                fitting = fitting.Add(edit);
        }

        if (!fitting.IsEmpty)
            source.Use(fitting);
        return fitting;
    }

    /// <summary>Makes the changes, all of them or none; why not, or null.</summary>
    public async ValueTask<GatewayError?> ChangeAsync(JsonElement patch, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_store.IsShared)
                await TakeUpStoredAsync(cancel);
            var (edits, faults) = EditPatch.Read(patch, _source.Current.Reading, _source.Edits, _time.GetUtcNow());
            if (faults.Count > 0)
                return Refusal([.. faults.Select(fault => (fault.Key, fault.Message))], faults.All(fault => fault.IsConflict));
            if (_source.Foresee(edits) is { IsValid: false } wrong)
                return Refusal([.. wrong.Errors.Select(error => (error.Key, error.Message))], isConflict: false);

            await _store.SaveAsync(edits, cancel);
            _source.Use(edits);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask TakeUpStoredAsync(CancellationToken cancel)
    {
        var stored = await _store.LoadAsync(cancel);
        if (stored.Select(static edit => edit.Wording).SequenceEqual(_source.Edits.Select(static edit => edit.Wording)))
            return;
        if (TakeUp(_source, stored, (edit, reason) => LogUnfit(_logger, edit.Key, reason)).IsEmpty)
            _source.Use([]);
    }

    private void Forget() => _ = ForgetAsync();

    private async Task ForgetAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await _store.SaveAsync(_source.Edits, CancellationToken.None);
        }
        catch (StorageException unusable)
        {
            // They are out of force all the same; the store is told again with the next change.
            LogNotForgotten(_logger, unusable.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static GatewayError Refusal(IReadOnlyList<(string Key, string Message)> faults, bool isConflict)
    {
        var error = GatewayError.InvalidRequest(string.Join('\n', faults.Select(fault => fault.Message)), faults[0].Key is { Length: > 0 } key ? key : null);
        return isConflict ? error with { Status = StatusCodes.Status409Conflict, Code = "set_elsewhere" } : error;
    }

    [LoggerMessage(LogLevel.Warning, "The change of {Key} over the API does not fit the config any more and is left out: {Reason}")]
    private static partial void LogUnfit(ILogger logger, string key, string reason);

    [LoggerMessage(LogLevel.Warning, "Changes of the config that the file has overtaken could not be taken out of the store: {Reason}")]
    private static partial void LogNotForgotten(ILogger logger, string reason);
}
