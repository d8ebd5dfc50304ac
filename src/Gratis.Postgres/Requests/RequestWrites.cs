using Gratis.Stores;
using Npgsql;

namespace Gratis.Postgres.Requests;

/// <summary>Brings batches into the database, whatever they hold: a request that cannot be written is in nobody's way.</summary>
internal sealed class RequestWrites(PostgresDatabase database)
{
    private readonly HashSet<long> _days = [];

    /// <summary>Writes all of it; how many could not be, and never will.</summary>
    public async Task<int> WriteAsync(RequestBatch batch, CancellationToken cancel)
    {
        if (batch.Count == 0)
            return 0;
        try
        {
            await WriteAtOnceAsync(batch, cancel);
            return 0;
        }
        catch (StorageException failure) when (IsForItsData(failure))
        {
            if (batch.Count == 1)
                return 1;
            var (first, second) = batch.Halves();
            return await WriteAsync(first, cancel) + await WriteAsync(second, cancel);
        }
    }

    private async Task WriteAtOnceAsync(RequestBatch batch, CancellationToken cancel)
    {
        for (var isSecond = false; ; isSecond = true)
        {
            try
            {
                await MakeDaysAsync(batch, cancel);
                await database.WriteAsync(batch.WriteAsync, cancel);
                return;
            }
            catch (StorageException failure) when (!isSecond && StateOf(failure) == PostgresErrorCodes.CheckViolation)
            {
                // Its day is so old that somebody has dropped it meanwhile.
                _days.Clear();
            }
        }
    }

    private async Task MakeDaysAsync(RequestBatch batch, CancellationToken cancel)
    {
        long[] missing = [.. batch.Days.Where(day => !_days.Contains(day))];
        if (missing.Length == 0)
            return;
        await database.WriteAsync((connection, stop) => RequestDays.MakeAsync(connection, missing, stop), cancel);
        _days.UnionWith(missing);
    }

    /// <summary>Data that is refused (22), rules that it breaks (23), or bounds of the server that it does not fit into (54).</summary>
    private static bool IsForItsData(StorageException failure) =>
        StateOf(failure) is { } state && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal) || state.StartsWith("54", StringComparison.Ordinal));

    private static string? StateOf(StorageException failure) => (failure.InnerException as PostgresException)?.SqlState;
}
