using Gratis.Gateway.Serving.Vault;

namespace Gratis.Gateway.Configuration.Checks;

/// <summary>Where the books are kept.</summary>
internal static class StorageChecks
{
    public static void Run(CheckContext context)
    {
        if (context.Config.Storage.Secret is { } secret && secret.Reveal().Length < SharedSeal.LeastLength)
        {
            context.Problems.Error(
                context.At("storage", "secret"), "storage.secret",
                $"must be at least {SharedSeal.LeastLength} random characters, for instance what `openssl rand -base64 32` prints.");
        }
    }
}
