using System.Buffers.Text;
using System.Security.Cryptography;
using Gratis.Quotas;
using Gratis.Stores;

namespace Gratis.AspNetCore.Access;

/// <summary>
/// The client keys that the gateway issues: one change at a time, durable when it is acknowledged and in force at once. A secret
/// leaves here once, when it is made.
/// </summary>
internal sealed class IssuedKeys(IClientKeyStore store, AccessControl access, QuotaLedger ledger, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _changing = new(1);

    /// <summary>Every key that was ever issued, oldest first.</summary>
    public ValueTask<IReadOnlyList<StoredClientKey>> ListAsync(CancellationToken cancel) => store.List(cancel);

    /// <summary>Puts the stored keys in force.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        var stored = await store.List(cancel);
        var inForce = stored.Where(key => key.RevokedAt is null).ToList();
        access.Issue(
            zone => [.. inForce.Select(key => KeyOf(key, zone))],
            [.. stored.Where(key => key.RevokedAt is not null).Select(key => KeyHash.FromBytes(key.Hash))]);
    }

    /// <summary>Takes up what another replica has changed.</summary>
    public Task ReloadAsync(CancellationToken cancel) => ChangeAsync(static () => new(default(KeyChange)), cancel);

    /// <summary>Issues a new key; its secret is in the result and nowhere else.</summary>
    public Task<KeyChange> IssueAsync(ClientTerms terms, CancellationToken cancel) => ChangeAsync(async () =>
    {
        if (IsTaken(terms.Name, but: null))
            return KeyChange.Taken;

        var secret = NewSecret();
        var key = IssuedTerms.Written(terms, new StoredClientKey
        {
            Id = "ck-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            Name = terms.Name,
            Hash = KeyHash.Of(secret).Bytes,
            Last4 = secret[^4..],
            CreatedAt = time.GetUtcNow(),
        });
        if (!await store.Add(key, CancellationToken.None))
            throw new InvalidOperationException("A key of 256 random bits was there already: the source of randomness is broken.");
        return new KeyChange(key, secret);
    }, cancel);

    /// <summary>Changes what a key may do. What it has spent stays spent.</summary>
    public Task<KeyChange> UpdateAsync(string id, ClientTerms terms, CancellationToken cancel) => ChangeAsync(async () =>
    {
        if (await FindAsync(id) is not { } known)
            return KeyChange.Unknown;
        if (IsTaken(terms.Name, but: id))
            return KeyChange.Taken;

        var changed = IssuedTerms.Written(terms, known);
        return await store.Update(changed, CancellationToken.None) ? new KeyChange(changed) : KeyChange.Unknown;
    }, cancel);

    /// <summary>Gives a key another secret; the old one ends here and now.</summary>
    public Task<KeyChange> RotateAsync(string id, CancellationToken cancel) => ChangeAsync(async () =>
    {
        if (await FindAsync(id) is not { } known)
            return KeyChange.Unknown;

        var secret = NewSecret();
        var rotated = known with { Hash = KeyHash.Of(secret).Bytes, Last4 = secret[^4..] };
        return await store.Rotate(id, rotated.Hash, rotated.Last4, CancellationToken.None) ? new KeyChange(rotated, secret) : KeyChange.Unknown;
    }, cancel);

    /// <summary>Ends a key for good.</summary>
    public Task<KeyChange> RevokeAsync(string id, CancellationToken cancel) => ChangeAsync(
        async () => await store.Revoke(id, CancellationToken.None) ? default : KeyChange.Unknown, cancel);

    public void Dispose() => _changing.Dispose();

    private static string NewSecret() => "gk-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private ClientKey KeyOf(StoredClientKey key, string zone) =>
        new(key.Id, IssuedTerms.Of(key, zone), KeyHash.FromBytes(key.Hash), ledger) { IsIssued = true, Used = () => store.Used(key.Id) };

    private bool IsTaken(string name, string? but) =>
        access.Current.ClientKeys.Any(key => key.Id != but && key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<StoredClientKey?> FindAsync(string id) =>
        (await store.List(CancellationToken.None)).FirstOrDefault(key => key.Id == id && key.RevokedAt is null);

    /// <summary>Once begun a change goes through, whoever asked for it is still there or not.</summary>
    private async Task<KeyChange> ChangeAsync(Func<ValueTask<KeyChange>> change, CancellationToken cancel)
    {
        await _changing.WaitAsync(cancel);
        try
        {
            var changed = await change();
            await LoadAsync(CancellationToken.None);
            return changed;
        }
        finally
        {
            _changing.Release();
        }
    }
}

/// <summary>What came of a change.</summary>
/// <param name="Key">The key as it is now; null where it is gone, or nothing was changed.</param>
/// <param name="Secret">Its secret, where it has a new one.</param>
/// <param name="Problem">Why nothing was changed.</param>
internal readonly record struct KeyChange(StoredClientKey? Key, string? Secret = null, KeyProblem Problem = KeyProblem.None)
{
    public static KeyChange Taken { get; } = new(null, Problem: KeyProblem.NameIsTaken);

    public static KeyChange Unknown { get; } = new(null, Problem: KeyProblem.Unknown);
}

/// <summary>Why a key cannot be changed so.</summary>
internal enum KeyProblem
{
    None,

    /// <summary>Another key has that name.</summary>
    NameIsTaken,

    /// <summary>No issued key of that id holds.</summary>
    Unknown,
}
