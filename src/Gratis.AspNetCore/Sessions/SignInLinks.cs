using Gratis.AspNetCore.Access;

namespace Gratis.AspNetCore.Sessions;

/// <summary>
/// Tokens that sign in once, for half an hour: so that nobody has to type the admin token on a phone. They live in memory alone; a
/// restart ends them.
/// </summary>
internal sealed class SignInLinks(AccessControl access, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>The most links at once; one more ends the oldest.</summary>
    public const int Most = 16;

    private readonly Lock _gate = new();
    private readonly List<Link> _links = [];

    /// <summary>A new one; null while there is no admin token that it could stand for.</summary>
    public SignInLink? New()
    {
        if (access.Current.AdminToken is not { } admin)
            return null;

        var link = new SignInLink(RandomToken.New(), time.GetUtcNow() + Lifetime);
        lock (_gate)
        {
            if (_links.Count == Most)
                _links.RemoveAt(0);
            _links.Add(new Link(ProofHash.Of(link.Token, admin), link.ExpiresAt));
        }

        return link;
    }

    /// <summary>True while the token signs in.</summary>
    public bool Holds(ReadOnlySpan<char> token) => Find(token, use: false);

    /// <summary>Uses the token up; false where it signs in no more.</summary>
    public bool TryUse(ReadOnlySpan<char> token) => Find(token, use: true);

    private bool Find(ReadOnlySpan<char> token, bool use)
    {
        if (access.Current.AdminToken is not { } admin)
            return false;

        var hash = ProofHash.Of(token.ToString(), admin).Bytes;
        var now = time.GetUtcNow();
        lock (_gate)
        {
            _links.RemoveAll(link => now >= link.ExpiresAt);
            var found = -1;
            for (var i = 0; i < _links.Count; i++)
            {
                if (_links[i].Hash.Matches(hash.Span))
                    found = i;
            }

            if (use && found >= 0)
                _links.RemoveAt(found);
            return found >= 0;
        }
    }

    private readonly record struct Link(KeyHash Hash, DateTimeOffset ExpiresAt);
}

/// <summary>A token that signs in once, as it is shown once.</summary>
internal sealed record SignInLink(string Token, DateTimeOffset ExpiresAt)
{
    /// <summary>The console's page that takes it. It stands behind the #, which no browser sends and no proxy logs.</summary>
    /// <param name="origin">Where the console is.</param>
    public string At(string origin) => $"{origin}/sign-in#token={Token}";
}
