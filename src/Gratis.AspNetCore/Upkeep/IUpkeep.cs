using Gratis.Wire;

namespace Gratis.AspNetCore.Upkeep;

/// <summary>What is done to an installation as a whole; whoever hosts the endpoints knows where it lies.</summary>
internal interface IUpkeep
{
    /// <summary>The restoring that waits for the next start, or null.</summary>
    WaitingRestore? Waiting { get; }

    /// <summary>Makes an archive that the caller deletes when it was sent.</summary>
    Task<(BackupFile? File, GatewayError? Refusal)> BackUpAsync(BackupWish wish, CancellationToken cancel);

    /// <summary>Takes an archive in; the next start puts it in place.</summary>
    /// <param name="archive">Its bytes.</param>
    /// <param name="passphrase">Opens its secrets; null: those that are here stay.</param>
    /// <param name="cancel">Gives up.</param>
    Task<GatewayError?> StageAsync(Stream archive, string? passphrase, CancellationToken cancel);

    /// <summary>Nothing waits any more.</summary>
    void Forget();

    /// <summary>Reads the config of another system; saved only where that is wished and no config is there yet.</summary>
    (ImportedConfig? Config, GatewayError? Refusal) Import(ImportWish wish);
}

/// <summary>What a backup is to hold beside the database.</summary>
/// <param name="IsWithConfig">The config file.</param>
/// <param name="Passphrase">Seals the secrets; null: they stay here.</param>
internal sealed record BackupWish(bool IsWithConfig = false, string? Passphrase = null);

/// <summary>An archive that was made.</summary>
/// <param name="Path">Where.</param>
/// <param name="Name">What its receiver may call it.</param>
internal sealed record BackupFile(string Path, string Name);

/// <summary>What will be put in place.</summary>
/// <param name="Version">The release that made the backup.</param>
/// <param name="Created">When.</param>
/// <param name="HasSecrets">Secrets are among it.</param>
internal sealed record WaitingRestore(string Version, DateTimeOffset Created, bool HasSecrets);

/// <summary>The config of another system.</summary>
/// <param name="System">Whose, by the name that <c>gratis import</c> knows.</param>
/// <param name="Name">What its file is called.</param>
/// <param name="Text">What stands in it.</param>
/// <param name="IsSaved">The result becomes the config here.</param>
internal sealed record ImportWish(string System, string Name, string Text, bool IsSaved);

/// <summary>What became of it. No secret is in here.</summary>
/// <param name="Yaml">A config of ours.</param>
/// <param name="Remarks">What could not be taken over as it was.</param>
/// <param name="Variables">What the config expects in the environment, and what for.</param>
internal sealed record ImportedConfig(string Yaml, IReadOnlyList<ImportRemark> Remarks, IReadOnlyList<ImportVariable> Variables);

/// <summary>Something that could not be taken over as it was.</summary>
internal sealed record ImportRemark(int Line, string Key, string Message);

/// <summary>A variable that has to be set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is.</param>
/// <param name="IsInSource">The source has its value in clear.</param>
internal sealed record ImportVariable(string Name, string Purpose, bool IsInSource);
