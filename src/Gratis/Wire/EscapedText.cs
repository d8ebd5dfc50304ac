using System.Buffers;
using System.Text;

namespace Gratis.Wire;

/// <summary>
/// Looks through the escapes of a JSON string without decoding it. Every method takes the bytes between the quotes of a token that
/// <see cref="System.Text.Json.Utf8JsonReader"/> has accepted, so each escape is known to be whole.
/// </summary>
internal static class EscapedText
{
    /// <summary>What <see cref="DecodedLength"/> returns for text that no Unicode string can hold.</summary>
    public const int LoneSurrogate = -1;

    /// <summary>The bytes of a character outside the first plane: two escapes.</summary>
    public const int LongestCharacter = 12;

    /// <summary>The text's length in UTF-8 once decoded, or <see cref="LoneSurrogate"/>.</summary>
    public static int DecodedLength(ReadOnlySpan<byte> raw)
    {
        int length = raw.Length;
        int at = 0;
        while (true)
        {
            int step = raw[at..].IndexOf((byte)'\\');
            if (step < 0)
            {
                return length;
            }

            at += step;
            if (raw[at + 1] != 'u')
            {
                length -= 1;
                at += 2;
                continue;
            }

            int unit = Unit(raw, at);
            if (!char.IsSurrogate((char)unit))
            {
                length -= unit < 0x80 ? 5 : unit < 0x800 ? 4 : 3;
                at += 6;
                continue;
            }

            bool paired = char.IsHighSurrogate((char)unit) && at + 12 <= raw.Length
                && raw[at + 6] == '\\' && raw[at + 7] == 'u' && char.IsLowSurrogate((char)Unit(raw, at + 6));
            if (!paired)
            {
                return LoneSurrogate;
            }

            // Twelve bytes of escapes become one character of four.
            length -= 8;
            at += 12;
        }
    }

    /// <summary>As <see cref="DecodedLength"/>, vectorised, for text that is known to hold no <c>\u</c> escape.</summary>
    public static int DecodedLengthOfShortEscapes(ReadOnlySpan<byte> raw) =>
        // An escaped backslash is the only escape with two of them.
        raw.IndexOf("\\\\"u8) < 0 ? raw.Length - raw.Count((byte)'\\') : DecodedLength(raw);

    /// <summary>How many characters (Unicode scalar values) the text has.</summary>
    public static int Runes(ReadOnlySpan<byte> raw)
    {
        int runes = 0;
        int at = 0;
        while (at < raw.Length)
        {
            runes += IsContinuation(raw[at]) ? 0 : 1;
            at += raw[at] != '\\' ? 1 : EscapeLength(raw, at);
        }

        return runes;
    }

    /// <summary>The first place from <paramref name="at"/> on where the text can be cut in two, each of them whole.</summary>
    public static int Cut(ReadOnlySpan<byte> raw, int at)
    {
        // Only what begins a few bytes before can reach beyond it, and a backslash begins an escape unless another escapes it.
        for (int begin = Math.Max(0, at - LongestCharacter + 1); begin < at; begin++)
        {
            if (raw[begin] == '\\' && !IsEscaped(raw, begin) && begin + EscapeLength(raw, begin) is var end && end > at)
            {
                return end;
            }
        }

        while (at < raw.Length && IsContinuation(raw[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>True when a reader of the text would see nothing: empty, white space, or controls.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> raw)
    {
        int at = 0;
        while (at < raw.Length)
        {
            byte b = raw[at];
            if (b <= ' ')
            {
                at++;
            }
            else if (b == '\\')
            {
                byte kind = raw[at + 1];
                if (kind is (byte)'"' or (byte)'\\' or (byte)'/')
                {
                    return false;
                }

                if (kind == 'u' && !IsInvisible((char)Unit(raw, at)))
                {
                    return false;
                }

                at += kind == 'u' ? 6 : 2;
            }
            else if (b < 0x80)
            {
                return false;
            }
            else
            {
                if (Rune.DecodeFromUtf8(raw[at..], out Rune rune, out int used) != OperationStatus.Done || !Rune.IsWhiteSpace(rune))
                {
                    return false;
                }

                at += used;
            }
        }

        return true;
    }

    private static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    private static bool IsEscaped(ReadOnlySpan<byte> raw, int at)
    {
        int before = raw[..at].LastIndexOfAnyExcept((byte)'\\');
        return (at - before - 1) % 2 != 0;
    }

    /// <summary>Two escapes that are one character count as one.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> raw, int at) =>
        raw[at + 1] != 'u' ? 2 : char.IsHighSurrogate((char)Unit(raw, at)) ? LongestCharacter : 6;

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || char.IsControl(c);

    private static int Unit(ReadOnlySpan<byte> raw, int escape) =>
        (Hex(raw[escape + 2]) << 12) | (Hex(raw[escape + 3]) << 8) | (Hex(raw[escape + 4]) << 4) | Hex(raw[escape + 5]);

    // '0'..'9' have 0 in bits 6 and 7, letters of either case have 1 there and start at 1 in the low nibble.
    private static int Hex(byte digit) => (digit & 0xF) + ((digit >> 6) * 9);
}
