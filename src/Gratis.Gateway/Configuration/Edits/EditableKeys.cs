using System.Collections.Immutable;
using Gratis.Gateway.Configuration.Shapes;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>Which keys may be changed while the gateway runs, and where to go with the others.</summary>
internal static class EditableKeys
{
    private const string OnlyAtTheStart = "counts only at the start. Set it in the config file, in the environment or on the command line.";

    /// <summary>Why a key is not changed here; null: it may be.</summary>
    public static string? Objection(Shape shape, ImmutableArray<string> path) => path.AsSpan() switch
    {
        ["storage", ..] or ["server", "host" or "port"] => OnlyAtTheStart,
        ["auth", "client_keys", ..] => "lists the client keys of the file. Issue others with POST /admin/api/client-keys.",
        ["auth", "admin_token", ..] => "is no value to be sent over the wire. Set it in the environment or the config file.",
        ["favorite_free_models"] => "is changed with PUT /admin/api/favorite-free-models.",
        _ when HoldsSecret(shape) => "holds secrets. Provider keys are added with POST /admin/api/accounts, where they are kept encrypted.",
        _ => null,
    };

    private static bool HoldsSecret(Shape shape) => shape is ScalarShape { IsSecret: true } or ListShape { Item: ScalarShape { IsSecret: true } } or MapShape { Value: ScalarShape { IsSecret: true } };
}
