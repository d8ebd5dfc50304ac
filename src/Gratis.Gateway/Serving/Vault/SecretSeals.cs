using Gratis.AspNetCore.Accounts;
using Gratis.Gateway.Configuration.Model;

namespace Gratis.Gateway.Serving.Vault;

/// <summary>What seals provider keys: a ring of keys beside a database of one's own, a secret for one that is shared.</summary>
internal static class SecretSeals
{
    public static ISecretSeal For(StorageConfig storage, string dataFolder) =>
        storage.Postgres is null ? KeyRing.Beside(dataFolder) : new SharedSeal(storage.Secret, "storage.postgres");
}
