namespace Gratis.Gateway.Commands.Doctor;

/// <summary>How bad it is.</summary>
internal enum Severity
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Good to know.</summary>
    Note,

    /// <summary>It works, and will hurt one day.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Error,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Check">What was looked at: <c>config</c>, <c>provider groq</c>.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What was expected, where that was something else.</param>
/// <param name="Cure">What to do.</param>
internal sealed record Finding(Severity Severity, string Check, string Found, string? Expected = null, string? Cure = null)
{
    public static Finding Ok(string check, string found) => new(Severity.Ok, check, found);

    public static Finding Note(string check, string found, string? cure = null) => new(Severity.Note, check, found, null, cure);

    public static Finding Warning(string check, string found, string expected, string cure) => new(Severity.Warning, check, found, expected, cure);

    public static Finding Error(string check, string found, string expected, string cure) => new(Severity.Error, check, found, expected, cure);
}
