using System.Collections.Immutable;
using System.Text.Json;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>One value of the config that the owner changed over the API. It wins over the file until the file's own value changes.</summary>
/// <param name="Path">The names on the way to it; they may hold dots.</param>
/// <param name="Value">What it is to be.</param>
/// <param name="InFile">A digest of what the file said then.</param>
/// <param name="At">When it was changed.</param>
internal sealed record ConfigEdit(ImmutableArray<string> Path, JsonElement Value, string InFile, DateTimeOffset At)
{
    /// <summary>As messages name it.</summary>
    public string Key => string.Join('.', Path);

    /// <summary>What tells it from any other change.</summary>
    public (string Key, string Value, string InFile, DateTimeOffset At) Wording => (Key, Value.GetRawText(), InFile, At);

    /// <summary>Whether it stands at a place or somewhere below it.</summary>
    public bool IsWithin(ReadOnlySpan<string> path) => Path.AsSpan().StartsWith(path);
}
