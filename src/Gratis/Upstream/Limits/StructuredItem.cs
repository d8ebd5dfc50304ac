using System.Globalization;

namespace Gratis.Upstream.Limits;

/// <summary>
/// One member of the HTTP working group's headers, in every shape its drafts have had: <c>"day";q=100;w=86400</c>, <c>"day";r=5;t=60</c>,
/// <c>limit=100, remaining=5, reset=60</c>, <c>100;w=60</c>.
/// </summary>
internal ref struct StructuredItem
{
    private const string Quote = "\"";

    public ReadOnlySpan<char> Name;
    public ReadOnlySpan<char> Reset;
    public ReadOnlySpan<char> Unit;
    public long? Quota;
    public long? Remaining;
    public long? Seconds;

    /// <summary>Cuts the next member off <paramref name="rest"/>; false at the end.</summary>
    public static bool TryNext(scoped ref ReadOnlySpan<char> rest, out StructuredItem item)
    {
        item = default;
        rest = rest.TrimStart(", ");
        if (rest.IsEmpty)
            return false;

        var member = Cut(ref rest, ',');
        while (!member.IsEmpty)
            item.Take(Cut(ref member, ';').Trim());
        return true;
    }

    private void Take(ReadOnlySpan<char> part)
    {
        var equals = part.StartsWith(Quote) ? -1 : part.IndexOf('=');
        if (equals < 0)
        {
            // The last of several names counts: some put a description first.
            if (LimitFigures.TryRead(part, out var bare))
                Quota = bare;
            else
                Name = part.Trim(Quote);
            return;
        }

        var value = part[(equals + 1)..].Trim().Trim(Quote);
        switch (part[..equals].Trim())
        {
            case "q" or "limit":
                Quota = Amount(value);
                break;
            case "r" or "remaining":
                Remaining = Amount(value);
                break;
            case "w" or "window":
                Seconds = Amount(value);
                break;
            case "t" or "reset":
                Reset = value;
                break;
            case "qu":
                Unit = value;
                break;
            default:
                break;
        }
    }

    private static long? Amount(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) && amount <= LimitFigures.Most ? Math.Max(-1, amount) : null;

    private static ReadOnlySpan<char> Cut(scoped ref ReadOnlySpan<char> text, char separator)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            if (quoted || text[i] != separator)
                continue;

            var head = text[..i];
            text = text[(i + 1)..];
            return head;
        }

        var all = text;
        text = default;
        return all;
    }
}
