using System.Globalization;

namespace Gratis.Catalog.Models;

/// <summary>A family without version, size, date and mode: <c>gemini-flash</c> of <c>gemini-2-5-flash</c>, all that share it being relatives.</summary>
internal readonly ref struct ModelLine
{
    private ModelLine(ReadOnlySpan<char> name, ModelVersion version)
    {
        Name = name;
        Version = version;
    }

    /// <summary>What is left.</summary>
    public ReadOnlySpan<char> Name { get; }

    /// <summary>The numbers that were left out.</summary>
    public ModelVersion Version { get; }

    /// <summary>Takes a family apart; the buffer must be as long as the family.</summary>
    public static ModelLine Read(ReadOnlySpan<char> family, decimal? size, Span<char> buffer)
    {
        Span<char> decimalSize = stackalloc char[16];
        var fraction = DecimalSize(size, decimalSize);
        Span<int> numbers = stackalloc int[4];
        var (count, written) = (0, 0);
        for (var rest = family; !rest.IsEmpty;)
        {
            if (fraction > 0 && rest.StartsWith(decimalSize[..fraction]))
            {
                rest = rest[Math.Min(rest.Length, fraction + 1)..];
                continue;
            }

            var end = rest.IndexOf('-');
            var word = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (SizeReader.IsSize(word) || IsMode(word) || (word.Length >= 3 && IdText.IsNumber(word)))
                continue;

            var digits = word.IndexOfAnyInRange('0', '9');
            var after = digits < 0 ? -1 : word[digits..].IndexOfAnyExceptInRange('0', '9');
            var number = digits < 0 ? default : after < 0 ? word[digits..] : word.Slice(digits, after);
            if (number.Length is 1 or 2 && count < numbers.Length)
                numbers[count++] = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
            else
                number = default;

            if (word.Length == number.Length)
                continue;
            if (written > 0)
                buffer[written++] = '-';
            foreach (var c in number.IsEmpty ? word : word[..digits])
                buffer[written++] = c;
            if (!number.IsEmpty && after > 0)
            {
                word[(digits + after)..].CopyTo(buffer[written..]);
                written += word.Length - digits - after;
            }
        }

        return new ModelLine(buffer[..written], new ModelVersion(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    private static bool IsMode(ReadOnlySpan<char> word) =>
        word is "thinking" or "reasoning" or "think" or "reasoner" or "non" or "exp" or "experimental" or "preview" or "beta" or "base";

    // 1.7 billion is 1-7b in a family, and only its size tells it from version 1 with 7 billion.
    private static int DecimalSize(decimal? size, Span<char> buffer)
    {
        if (size is not { } billions || decimal.IsInteger(billions))
            return 0;
        billions.TryFormat(buffer, out var length, "0.###", CultureInfo.InvariantCulture);
        buffer[..length].Replace('.', '-');
        buffer[length] = 'b';
        return length + 1;
    }
}
