namespace Gratis.Catalog.Models;

/// <summary>One pass over an id in <see cref="IdText"/>'s spelling that leaves what names the model.</summary>
internal ref struct FamilyReducer
{
    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _result;
    private readonly ReadOnlySpan<char> _head;
    private readonly ReadOnlySpan<char> _brand;
    private int _written;

    private FamilyReducer(ReadOnlySpan<char> text, Span<char> result)
    {
        _text = text;
        _result = result;
        _head = Word(text, 0);
        _brand = IdText.Letters(_head);
    }

    /// <summary>Writes what is left; the text must not be empty, the result twice as long as the text.</summary>
    public static int Reduce(ReadOnlySpan<char> text, Span<char> result) => new FamilyReducer(WithoutVendors(text), result).Run();

    private static ReadOnlySpan<char> WithoutVendors(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var word = Word(text, 0);
            if (word.Length == text.Length)
                return text;
            var rest = text[(word.Length + 1)..];
            var next = Word(rest, 0);
            if (word is "z" && next is "ai" && next.Length < rest.Length)
                text = rest;
            else if (IdWords.IsVendor(word) ? IdWords.IsBrand(next) || IdWords.IsVendor(next) : IsSaidTwice(word, next))
                text = rest;
            else if (next is "ai" && rest.Length > 3 && IsSaidTwice(word, Word(rest, 3)))
                text = rest[3..];
            else
                return text;
        }
    }

    // As in mistral.mistral-large and qwen.qwen3-32b.
    private static bool IsSaidTwice(ReadOnlySpan<char> word, ReadOnlySpan<char> next) =>
        word.Length > 2 && !word.ContainsAnyInRange('0', '9') && IdText.Letters(next).SequenceEqual(word);

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length)
            return default;
        var rest = text[start..];
        var end = rest.IndexOf('-');
        return end < 0 ? rest : rest[..end];
    }

    private int Run()
    {
        var previous = ReadOnlySpan<char>.Empty;
        var previousDropped = false;
        for (var start = 0; start < _text.Length;)
        {
            var word = Word(_text, start);
            var dropped = start == 0 ? 0 : Dropped(start, word, previous, previousDropped);
            if (dropped == 0)
                Write(word, previous);
            previousDropped = dropped > 0;
            previous = word;
            start += Math.Max(dropped, word.Length + 1);
        }

        _result[.._written].Replace('.', '-');
        return _written;
    }

    /// <summary>How many characters go from here on, the dash after them included; 0 when the word stays.</summary>
    private readonly int Dropped(int start, ReadOnlySpan<char> word, ReadOnlySpan<char> previous, bool previousDropped)
    {
        if (char.IsAsciiDigit(word[0]) && word is not ("0" or "1" or "4bit" or "8bit"))
            return DateTokens.Dropped(_text[start..], previous, IdWords.NamesWeightsByDate(_brand));

        var isLast = start + word.Length == _text.Length;
        var isNoise = IdWords.IsNoise(word) || (previousDropped && IdWords.IsNoiseAfterNoise(word)) || word switch
        {
            "chat" => _brand is not "gpt" && !(_head is "deepseek" && previous is "deepseek" && Word(_text, start + 5) is not ['v', ..]),
            "preview" => !(_head is "o1" or "hy3" && previous.SequenceEqual(_head)),
            "instant" => _brand is "llama",
            "thinking" => _brand is "claude",
            "cloud" or "free" or "lora" => isLast,
            ['v', >= '0' and <= '9'] => previousDropped && _brand is "claude",
            ['q', >= '2' and <= '8', ..] => IsQuantisation(word, Word(_text, start + word.Length + 1), isLast),
            "k" or "m" or "s" or "l" or "xl" or "0" or "1" => previousDropped && previous is ['q', >= '2' and <= '8', ..] or "k",
            _ => isLast && _brand is "gpt" or "o" or "grok" && IdWords.IsEffort(word),
        };
        return isNoise ? word.Length + 1 : 0;
    }

    private static bool IsQuantisation(ReadOnlySpan<char> word, ReadOnlySpan<char> next, bool isLast) =>
        word.Length == 2 ? isLast || next is "k" or "0" or "1" : word is [_, _, '.', '0' or '1'];

    private void Write(ReadOnlySpan<char> word, ReadOnlySpan<char> previous)
    {
        if (_written > 0 && !(IdWords.JoinsVersion(_head) && IsVersion(word) && _result[.._written].SequenceEqual(_head)))
            _result[_written++] = '-';

        var letters = IdText.Letters(word);
        if (letters.Length < word.Length && IdWords.StandsApart(letters))
        {
            Append(letters);
            _result[_written++] = '-';
            word = word[letters.Length..];
        }
        else if (previous is "llama" && word is ['v', >= '0' and <= '9', ..])
        {
            word = word[1..];
        }
        else if (_brand is "deepseek" or "kimi" && DateTokens.IsYearMonthDay(word))
        {
            // Volcengine's 250528 is everybody's 0528.
            word = word[2..];
        }

        Append(word);
    }

    private static bool IsVersion(ReadOnlySpan<char> word)
    {
        var dot = word.IndexOf('.');
        var major = dot < 0 ? word : word[..dot];
        return major.Length <= 2 && IdText.IsNumber(major) && (dot < 0 || IdText.IsNumber(word[(dot + 1)..]));
    }

    private void Append(ReadOnlySpan<char> word)
    {
        word.CopyTo(_result[_written..]);
        _written += word.Length;
    }
}
