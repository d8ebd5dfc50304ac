using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gratis.Hosting.Client.Reading;

/// <summary>Reads texts out of answers.</summary>
internal static class JsonText
{
    /// <summary>Reads the value behind the name under <paramref name="reader"/>: its text, or null where it is none.</summary>
    public static string? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return Of(ref reader);
        reader.Skip();
        return null;
    }

    /// <summary>
    /// The text under <paramref name="reader"/>. A stream may cut an emoji in two, one escaped half in each of two chunks: the halves are
    /// kept as they are, and whoever joins the chunks has the emoji.
    /// </summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            var mark = raw[++i];
            if (mark == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
            }
            else
            {
                text.Append(mark switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => mark });
            }
        }

        return text.ToString();
    }
}
