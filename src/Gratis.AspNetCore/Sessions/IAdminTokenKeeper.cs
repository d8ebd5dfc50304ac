using Gratis.AspNetCore.Access;

namespace Gratis.AspNetCore.Sessions;

/// <summary>Where the admin token comes from.</summary>
internal interface IAdminTokenKeeper
{
    /// <summary>The owner named it, in the config or the environment: only there it can be changed.</summary>
    bool IsConfigured { get; }

    /// <summary>Keeps the hash of a new token, and lets it hold from now on. When this returns, not even a power cut takes it back.</summary>
    Task PutInForceAsync(KeyHash token);
}
