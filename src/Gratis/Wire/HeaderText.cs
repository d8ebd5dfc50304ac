using System.Buffers;
using System.Text;

namespace Gratis.Wire;

/// <summary>Makes upstream names safe to stand in a response header.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/@#+*!()[]{}|&$'");

    /// <summary>The text itself where it is plain; else percent-encoded UTF-8, so that neither a comma nor a line break can forge an entry.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
            return text;

        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Plain.Contains((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(utf8);
            foreach (var b in utf8[..length])
                encoded.Append('%').Append(b.ToString("X2", null));
        }

        return encoded.ToString();
    }
}
