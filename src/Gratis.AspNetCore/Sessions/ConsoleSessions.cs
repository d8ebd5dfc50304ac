using Gratis.AspNetCore.Access;
using Gratis.Stores;

namespace Gratis.AspNetCore.Sessions;

/// <summary>The browsers that are signed in: one change at a time, durable when it is acknowledged. An id leaves here once, for the cookie.</summary>
internal sealed class ConsoleSessions(ISettingsStore settings, AccessControl access, TimeProvider time) : IDisposable
{
    /// <summary>The most browsers at once; one more ends the session that was not used for longest.</summary>
    public const int Most = 32;

    private readonly SemaphoreSlim _changing = new(1);
    private volatile IReadOnlyList<ConsoleSession> _all = [];

    /// <summary>Somebody has signed in once, or is.</summary>
    public bool HasEverBegun { get; private set; }

    public async Task LoadAsync(CancellationToken cancel)
    {
        var stored = await settings.Find(StoredSessions.Key, cancel);
        HasEverBegun = stored is not null;
        _all = stored is null ? [] : StoredSessions.Read(stored.Value);
    }

    /// <summary>The session of this id; null where none holds. Compares with every one, so that timing does not tell which was close.</summary>
    public ConsoleSession? Find(string id)
    {
        if (access.Current.AdminToken is not { } admin)
            return null;

        var (now, hash) = (time.GetUtcNow(), ProofHash.Of(id, admin).Bytes);
        ConsoleSession? found = null;
        foreach (var session in _all)
        {
            if (session.Hash.Matches(hash.Span) && now < session.ExpiresAt)
                found = session;
        }

        return found;
    }

    /// <summary>It was used just now.</summary>
    public async ValueTask<ConsoleSession?> SeeAsync(ConsoleSession session)
    {
        var now = time.GetUtcNow();
        if (now - session.SeenAt < ConsoleSession.Grain)
            return session;

        var seen = session with { SeenAt = now };
        try
        {
            await ChangeAsync(all => [.. all.Select(one => one == session ? seen : one)]);
        }
        catch (StorageException)
        {
            // It goes on; it only ends sooner, should the gateway be restarted before its next use. Whoever changes something is told.
        }

        return seen;
    }

    /// <summary>Somebody has signed in: the id for their cookie, and their session.</summary>
    public async Task<(string Id, ConsoleSession Session)> BeginAsync()
    {
        var admin = access.Current.AdminToken ?? throw new InvalidOperationException("Nobody can have signed in: there is no admin token.");
        var (id, now) = (RandomToken.New(), time.GetUtcNow());
        var begun = new ConsoleSession(ProofHash.Of(id, admin), now, now);
        await ChangeAsync(all => [begun, .. all.OrderByDescending(one => one.SeenAt).Take(Most - 1)]);
        return (id, begun);
    }

    public Task EndAsync(ConsoleSession session) => ChangeAsync(all => [.. all.Where(one => !one.Hash.Matches(session.Hash.Bytes.Span))]);

    /// <summary>Ends every session but one, which goes on under another admin token.</summary>
    /// <param name="session">The one; null: none goes on.</param>
    /// <param name="id">Its id.</param>
    /// <param name="admin">The hash of that token.</param>
    /// <param name="putInForce">Puts that token in force.</param>
    public async Task MoveAsync(ConsoleSession? session, string? id, KeyHash admin, Func<Task> putInForce)
    {
        IReadOnlyList<ConsoleSession> left = session is null || id is null ? [] : [session with { Hash = ProofHash.Of(id, admin) }];
        await _changing.WaitAsync();
        var before = _all;
        try
        {
            // Before the token: should the process end in between, the old token still opens the door.
            await settings.Save(StoredSessions.Key, StoredSessions.Write(left), CancellationToken.None);
            _all = [.. left, .. before];
            await putInForce();
            _all = left;
        }
        catch
        {
            _all = before;
            throw;
        }
        finally
        {
            _changing.Release();
        }
    }

    public void Dispose() => _changing.Dispose();

    /// <summary>Once begun a change goes through, whoever asked for it is still there or not. In memory it holds even where it cannot be kept.</summary>
    private async Task ChangeAsync(Func<IReadOnlyList<ConsoleSession>, IReadOnlyList<ConsoleSession>> change)
    {
        await _changing.WaitAsync();
        try
        {
            if (settings.IsShared)
                await LoadAsync(CancellationToken.None);
            var now = time.GetUtcNow();
            _all = [.. change(_all).Where(one => now < one.ExpiresAt)];
            await settings.Save(StoredSessions.Key, StoredSessions.Write(_all), CancellationToken.None);
            HasEverBegun = true;
        }
        finally
        {
            _changing.Release();
        }
    }
}
