namespace Gratis.Gateway.Commands;

/// <summary>What the program's exit says.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>
    /// What was named is not known or cannot be read: a route, a provider, a payload, or, as the command line parser has it, a word of the
    /// command line. Of <c>doctor</c>: it has found an error.
    /// </summary>
    public const int Unknown = 1;

    /// <summary>The config, the data folder or the address cannot be used; what is wrong stands on standard error.</summary>
    public const int BadConfig = 2;

    /// <summary>It was tried and came to nothing: no answer, no backup, nothing restored. Why stands on standard error.</summary>
    public const int Failed = 3;

    /// <summary>A file would be another one, and was only looked at: nothing was written.</summary>
    public const int WouldChange = 10;

    /// <summary>The same for people, below every help text.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done; of doctor: no error was found"),
        (Unknown, "something named is not known or cannot be read, or the command line is wrong; of doctor: an error was found"),
        (BadConfig, "the config, the data folder or the address cannot be used"),
        (Failed, "tried without success: no answer, no backup, nothing restored"),
        (WouldChange, "of pool: a file would be another one, and was only looked at"),
    ];
}
