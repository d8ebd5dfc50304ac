using System.Text;
using Gratis.AspNetCore.Accounts;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Keys;

/// <summary>Where a key comes from: never from the command line, which other users of the machine and the shell's history see.</summary>
/// <param name="Reader">Standard input.</param>
/// <param name="IsTyped">Somebody sits there and types.</param>
/// <param name="ReadHidden">One line that is typed without being shown; null where it was broken off.</param>
internal sealed record KeyInput(TextReader Reader, bool IsTyped, Func<string?> ReadHidden)
{
    // As many keys as one change may have, each as long as it may be, and some line ends.
    private const int MostCharacters = 512 * 1024;

    public static KeyInput OfProcess() => new(Console.In, !Console.IsInputRedirected, SecretLine.ReadTyped);

    /// <summary>The keys: one that is typed, or one a line.</summary>
    /// <exception cref="FormatException">There is none, or something else.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string what, TextWriter prompt, CancellationToken cancel)
    {
        if (!IsTyped)
            return Parse(await ReadToEndAsync(cancel));

        await prompt.WriteAsync($"{what} (it is not shown): ");
        var typed = ReadHidden();
        await prompt.WriteLineAsync();
        return Parse(typed ?? "");
    }

    /// <summary>Asks a question that only a plain yes affirms.</summary>
    public async Task<bool> AffirmsAsync(string question, TextWriter prompt, CancellationToken cancel)
    {
        await prompt.WriteAsync($"{question} [y/N] ");
        var answer = (await Reader.ReadLineAsync(cancel))?.Trim() ?? "";
        return answer.Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Equals("yes", StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<string> Parse(string text)
    {
        string[] lines = text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0)
            throw new FormatException("There was no key on standard input. Type it when you are asked, or pass it as in: gratis keys add groq < key.txt");
        if (lines.Length > AccountWords.MostKeys)
            throw new FormatException($"More than {AccountWords.MostKeys} lines came; each line is one key.");
        return AccountWords.Distinct([.. lines.Select((line, i) => AccountWords.Key(line, $"line {i + 1}"))]);
    }

    private async Task<string> ReadToEndAsync(CancellationToken cancel)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await Reader.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (text.Append(buffer, 0, read).Length > MostCharacters)
                throw new FormatException("What came on standard input is no key: it is far too long.");
        }

        return text.ToString();
    }
}
