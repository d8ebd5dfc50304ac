using Gratis.AspNetCore.Accounts;
using Gratis.Stores;

namespace Gratis.Gateway.Serving.Vault;

/// <summary>Takes up, within moments, what a command line beside the running gateway changes of the stored accounts.</summary>
internal sealed partial class VaultWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly AccountVault _vault;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private bool _isLooking;
    private bool _isFailing;

    private VaultWatch(AccountVault vault, TimeProvider time, ILogger log)
    {
        (_vault, _log) = (vault, log);
        _timer = time.CreateTimer(static watch => _ = ((VaultWatch)watch!).LookAsync(), this, Every, Every);
    }

    public static VaultWatch Start(AccountVault vault, TimeProvider time, ILogger log) => new(vault, time, log);

    /// <summary>Says at the start what cannot be read; the gateway serves all the same.</summary>
    public static void Report(HeldAccounts held, ILogger log)
    {
        foreach (var unreadable in held.All.Where(static one => one.Key is null))
            LogUnreadable(log, unreadable.Stored.Id, unreadable.Stored.Provider, unreadable.Problem!);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _isLooking, true))
            return;
        try
        {
            await _vault.RefreshAsync(CancellationToken.None);
            _isFailing = false;
        }
        catch (StorageException unusable)
        {
            // Once is enough: what serves, serves on.
            if (!_isFailing)
                LogBlind(_log, unusable.Message);
            _isFailing = true;
        }
        catch (Exception defect)
        {
            // Nobody awaits this: without a word here it would be lost.
            LogDefect(_log, defect);
        }
        finally
        {
            Volatile.Write(ref _isLooking, false);
        }
    }

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "Account {Account} of {Provider} cannot be read and does not serve. {Problem}")]
    private static partial void LogUnreadable(ILogger log, string account, string provider, string problem);

    [LoggerMessage(EventId = 12, Level = LogLevel.Warning, Message = "Whether accounts were changed cannot be seen. {Reason}")]
    private static partial void LogBlind(ILogger log, string reason);

    [LoggerMessage(EventId = 13, Level = LogLevel.Error, Message = "Changed accounts could not be taken up; the next look comes in moments")]
    private static partial void LogDefect(ILogger log, Exception defect);
}
