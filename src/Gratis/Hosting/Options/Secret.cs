using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gratis.Hosting.Options;

/// <summary>A value that must not be seen: logs, JSON and the debugger show it redacted, only <see cref="Reveal"/> gives it away.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(RedactingConverter))]
public sealed class Secret : IEquatable<Secret>
{
    private const string Dots = "••••";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    // Digests have one length, so comparing them tells neither content nor length of the secret.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _digest;

    /// <summary>Wraps a value.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
        _digest = Digest(value);
    }

    /// <summary>The value itself: for the wire, never for a message.</summary>
    public string Reveal() => _value;

    /// <summary>Whether a presented value is this secret, in time that does not depend on where they differ.</summary>
    public bool Matches(string candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return CryptographicOperations.FixedTimeEquals(_digest, Digest(candidate));
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Secret? other) => other is not null && CryptographicOperations.FixedTimeEquals(_digest, other._digest);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_digest);

    /// <summary>The redacted form.</summary>
    public override string ToString() => Redact(_value);

    /// <summary>Dots, and the last four characters of a value long enough that they do not help to guess the rest.</summary>
    public static string Redact(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 12 ? Dots + value[^4..] : Dots;
    }

    private static byte[] Digest(string value) => SHA256.HashData(Encoding.UTF8.GetBytes(value));

    private sealed class RedactingConverter : JsonConverter<Secret>
    {
        public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } value ? new Secret(value) : null;

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
