using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Gratis.Gateway.Backup;

/// <summary>What an archive says of itself.</summary>
/// <param name="Version">The release that made it.</param>
/// <param name="Schema">The last step of the schema that was applied to its database.</param>
/// <param name="Created">When.</param>
/// <param name="Members">Everything in it but this.</param>
internal sealed record BackupManifest(string Version, long Schema, DateTimeOffset Created, IReadOnlyList<BackupMember> Members)
{
    private const int Format = 1;

    public BackupMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            WriteTo(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Its parts, into the object that is open.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("version", Version);
        json.WriteNumber("schema", Schema);
        json.WriteString("created", Created.UtcDateTime);
        json.WriteStartArray("members");
        foreach (var member in Members)
        {
            json.WriteStartObject();
            json.WriteString("name", member.Name);
            json.WriteNumber("bytes", member.Bytes);
            json.WriteString("sha256", member.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads one that somebody else may have written.</summary>
    /// <exception cref="BackupFault">It is none, or one of a later release.</exception>
    public static BackupManifest Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            if (root.GetProperty("format").GetInt32() is var format && format != Format)
            {
                throw new BackupFault(string.Create(
                    CultureInfo.InvariantCulture, $"The archive is of format {format}, this release knows {Format}. Restore it with the release that made it, or a later one."));
            }

            var members = root.GetProperty("members").EnumerateArray()
                .Select(member => new BackupMember(member.GetProperty("name").GetString()!, member.GetProperty("bytes").GetInt64(), member.GetProperty("sha256").GetString()!));
            return new BackupManifest(root.GetProperty("version").GetString()!, root.GetProperty("schema").GetInt64(), root.GetProperty("created").GetDateTimeOffset(), [.. members]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new BackupFault($"The archive's {BackupMembers.Manifest} cannot be read: it is damaged, or no backup of this program.", unreadable);
        }
    }
}

/// <summary>One file of an archive.</summary>
internal sealed record BackupMember(string Name, long Bytes, string Sha256);
