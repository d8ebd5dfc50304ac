using System.Globalization;

namespace Gratis.Upstream.Verdicts;

/// <summary>What a rate-limit header tells.</summary>
internal enum LimitHeaderKind
{
    /// <summary>Nothing about time.</summary>
    None,

    /// <summary>How long to wait: Retry-After and its kin.</summary>
    Wait,

    /// <summary>When one counter resets.</summary>
    Reset,
}

/// <summary>One rate-limit header, understood by its name, because every provider has its own set of them.</summary>
internal readonly record struct LimitHeader(LimitHeaderKind Kind, Hint Hint)
{
    /// <summary>Whether the counter calls itself daily or longer.</summary>
    public bool RunsLong => Has(Hint.Name, "day") || Has(Hint.Name, "week") || Has(Hint.Name, "month");

    /// <summary>Whether a header is worth keeping at all.</summary>
    public static bool IsOne(string name) =>
        Has(name, "retry") || Has(name, "ratelimit") || Has(name, "rate-limit") || Has(name, "reset");

    /// <summary>Reads the kind off the name.</summary>
    public static LimitHeader Of(Hint hint)
    {
        var name = hint.Name;
        var kind = LimitHeaderKind.None;
        if (Has(name, "retry") && (Has(name, "after") || Has(name, "delay") || Has(name, "in")))
            kind = LimitHeaderKind.Wait;
        else if (IsStructured(name))
            kind = LimitHeaderKind.Reset;
        else if (Has(name, "reset"))
            kind = Has(name, "limit") ? LimitHeaderKind.Reset : LimitHeaderKind.Wait;
        return new LimitHeader(kind, hint);
    }

    /// <summary>The instant it names, where that lies ahead.</summary>
    public DateTimeOffset? Instant(DateTimeOffset now)
    {
        var value = Hint.Value.AsSpan();
        if (IsStructured(Hint.Name))
            value = Member(value, "t", "reset");

        var read = Hint.Name.EndsWith("ms", StringComparison.OrdinalIgnoreCase)
            ? Instants.TryParseMilliseconds(value, now, out var instant)
            : Instants.TryParse(value, now, out instant);
        return read ? instant : null;
    }

    /// <summary>What its counter has left: the value of the sibling header, or null where there is none.</summary>
    public double? Remaining(IReadOnlyList<Hint> siblings)
    {
        if (IsStructured(Hint.Name))
            return Number(Member(Hint.Value, "r", "remaining"));

        // The names differ in this one word only, so the sibling is found without knowing the provider.
        const string Word = "reset";
        var at = Hint.Name.IndexOf(Word, StringComparison.OrdinalIgnoreCase);
        var before = Hint.Name.AsSpan(0, at);
        var after = Hint.Name.AsSpan(at + Word.Length);
        foreach (var sibling in siblings)
        {
            var name = sibling.Name.AsSpan();
            if (name.Length == Hint.Name.Length + "remaining".Length - Word.Length
                && name.StartsWith(before, StringComparison.OrdinalIgnoreCase) && name.EndsWith(after, StringComparison.OrdinalIgnoreCase)
                && name[before.Length..].StartsWith("remaining", StringComparison.OrdinalIgnoreCase))
                return Number(sibling.Value);
        }

        return null;
    }

    /// <summary>The one header of the HTTP working group's draft: <c>"api";r=0;t=58</c>, or earlier <c>limit=100, remaining=0, reset=50</c>.</summary>
    private static bool IsStructured(string name) => name.Equals("ratelimit", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Member(ReadOnlySpan<char> value, string name, string earlierName)
    {
        foreach (var range in value.SplitAny(';', ','))
        {
            var part = value[range].Trim();
            var equals = part.IndexOf('=');
            if (equals > 0 && part[..equals].Trim() is var key
                && (key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.Equals(earlierName, StringComparison.OrdinalIgnoreCase)))
                return part[(equals + 1)..];
        }

        return default;
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Math.Max(0, number)
            : null;

    private static bool Has(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
