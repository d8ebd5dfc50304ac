using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Backup;

/// <summary>Asks for the passphrase of sealed secrets.</summary>
internal static class Passphrases
{
    /// <summary>A new one, twice where it is typed.</summary>
    public static string New(CommandEdges edges)
    {
        var passphrase = Known(edges);
        SealedSecrets.RefuseShort(passphrase);
        if (edges.IsTyped && SecretLine.Read(edges, "Passphrase again: ") != passphrase)
            throw new BackupFault("The two passphrases differ. Try again.");
        return passphrase;
    }

    /// <summary>The one that the secrets were sealed with.</summary>
    public static string Known(CommandEdges edges) => SecretLine.Read(edges, "Passphrase: ") is { Length: > 0 } passphrase
        ? passphrase
        : throw new BackupFault("There is no passphrase on standard input. Its first line is expected to be one: gratis … --with-secrets < passphrase-file");
}
