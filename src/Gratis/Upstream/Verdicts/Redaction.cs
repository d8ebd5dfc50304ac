using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gratis.Upstream.Verdicts;

/// <summary>
/// Makes an upstream's words fit to be shown: short, on one line, and without anything that looks like a credential, a token,
/// a mail address or the query of a URL. In doubt a word is taken out: a detail is for people, and they can do without.
/// </summary>
internal static class Redaction
{
    private const int MaxLength = 300;
    private const int LongestHonestWord = 256;
    private const string Mask = "[redacted]";
    private const char Ellipsis = '…';

    // What ends a word. Quotes, brackets and everything outside ASCII are kept, but no secret runs across them.
    private static readonly SearchValues<char> WordChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=@:%?&#*!$|");

    private static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly string[] SecretPrefixes =
    [
        "sk-", "sk_", "pk-", "rk_", "gsk_", "hf_", "AIza", "ya29.", "nvapi-", "csk-", "xai-", "r8_", "pplx-", "fw_", "fw-", "tgp_", "key-", "key_", "ghp_", "gho_",
        "ghu_", "ghs_", "github_pat_", "glpat-", "xox", "AKIA", "ASIA", "eyJ", "Bearer", "ak-", "bce-v3", "cfut_", "cfat_", "vck_", "org-", "org_", "proj_", "user_",
    ];

    private static readonly SearchValues<string> SecretNames = SearchValues.Create(
        ["key", "token", "secret", "password", "passwd", "authorization", "bearer", "basic", "credential", "signature", "密钥", "令牌"], StringComparison.OrdinalIgnoreCase);

    /// <summary>The text as it may be shown, logged and sent; null where nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var output = new StringBuilder(MaxLength + 16);
        var rest = text.AsSpan();
        var afterName = false;
        while (!rest.IsEmpty && output.Length <= MaxLength)
        {
            var length = rest.IndexOfAnyExcept(WordChars);
            var word = length < 0 ? rest : rest[..length];
            if (!word.IsEmpty)
            {
                AppendWord(output, word, afterName);
                afterName = IsSecretName(word, afterName);
                rest = rest[word.Length..];
                continue;
            }

            AppendOther(output, rest[0]);
            rest = rest[1..];
        }

        return Cut(output);
    }

    private static void AppendWord(StringBuilder output, ReadOnlySpan<char> word, bool afterName)
    {
        if (LooksSecret(word, afterName))
        {
            output.Append(Mask);
            return;
        }

        var query = word.IndexOf('?');
        if (query >= 0 && query < word.Length - 1)
            output.Append(word[..query]).Append('?').Append(Mask);
        else
            output.Append(word);
    }

    private static void AppendOther(StringBuilder output, char c)
    {
        var shown = char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c;
        if (shown != ' ' || (output.Length > 0 && output[^1] != ' '))
            output.Append(shown);
    }

    private static string? Cut(StringBuilder output)
    {
        if (output.Length > MaxLength)
        {
            output.Length = MaxLength - 1;
            if (char.IsHighSurrogate(output[^1]))
                output.Length--;
            output.Append(Ellipsis);
        }

        var shown = output.ToString().Trim();
        return shown.Length == 0 ? null : shown;
    }

    private static bool LooksSecret(ReadOnlySpan<char> word, bool afterName)
    {
        if (word.Length > LongestHonestWord)
            return true;

        var trimmed = word.Trim(".:!?*");
        if (trimmed.Length < 6)
            return false;

        // "API key: 9f3b…" and "Bearer …": the word before says what this one is, unless this one is plainly a word.
        if (afterName && !IsPlainWord(trimmed))
            return true;

        return HasSecretPrefix(trimmed) || IsMail(trimmed) || IsNamedSecret(trimmed) || HasRandomPart(trimmed);
    }

    private static bool HasSecretPrefix(ReadOnlySpan<char> word)
    {
        foreach (var prefix in SecretPrefixes)
        {
            for (var at = 0; at + prefix.Length + 4 <= word.Length;)
            {
                var found = word[at..].IndexOf(prefix, StringComparison.Ordinal);
                if (found < 0)
                    break;

                at += found;
                if ((at == 0 || !char.IsAsciiLetterOrDigit(word[at - 1])) && !IsPlainWord(word[at..]))
                    return true;
                at++;
            }
        }

        return false;
    }

    private static bool IsMail(ReadOnlySpan<char> word)
    {
        var at = word.IndexOf('@');
        return at > 0 && at < word.Length - 1 && char.IsAsciiLetterOrDigit(word[at + 1]);
    }

    /// <summary><c>key=…</c>, <c>access_token:…</c>, also as one of several.</summary>
    private static bool IsNamedSecret(ReadOnlySpan<char> word)
    {
        var name = word.IndexOfAny(SecretNames);
        if (name < 0)
            return false;

        var rest = word[name..];
        var value = rest.IndexOfAny('=', ':');
        return value >= 0 && value < rest.Length - 4 && !rest[(value + 1)..].StartsWith("//");
    }

    /// <summary>Sixteen letters and digits in one go, or a UUID: no model name has that, most keys do.</summary>
    private static bool HasRandomPart(ReadOnlySpan<char> word)
    {
        while (!word.IsEmpty)
        {
            var start = word.IndexOfAny(Alphanumeric);
            if (start < 0)
                return false;

            word = word[start..];
            if (word.Length >= 36 && Guid.TryParseExact(word[..36], "D", out _))
                return true;

            var length = word.IndexOfAnyExcept(Alphanumeric);
            var part = length < 0 ? word : word[..length];
            if (part.Length >= 16 && part.ContainsAnyInRange('0', '9'))
                return true;

            word = word[part.Length..];
        }

        return false;
    }

    private static bool IsSecretName(ReadOnlySpan<char> word, bool already)
    {
        // "key provided: …", "token is …" keep the suspicion for one more word.
        var filler = word.TrimEnd(":=") is "provided" or "Provided" or "is" or "was" or "given" or "Bearer" or ":" or "=" or "-" or "";
        return (already && filler) || word.ContainsAny(SecretNames);
    }

    private static bool IsPlainWord(ReadOnlySpan<char> word)
    {
        foreach (var c in word[1..])
        {
            if (!char.IsAsciiLetterLower(c) && c is not ('-' or '_' or '.' or '/' or ':'))
                return false;
        }

        return char.IsAsciiLetter(word[0]);
    }
}
