namespace Gratis.Gateway.Commands;

/// <summary>What the program's exit says.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>What was named is not known or cannot be read: a route, a provider, a payload, or, as the command line parser has it, a word of the command line.</summary>
    public const int Unknown = 1;

    /// <summary>The config, the data folder or the address cannot be used; what is wrong stands on standard error.</summary>
    public const int BadConfig = 2;

    /// <summary>A file would be another one, and was only looked at: nothing was written.</summary>
    public const int WouldChange = 10;
}
