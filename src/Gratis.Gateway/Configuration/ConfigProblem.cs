namespace Gratis.Gateway.Configuration;

/// <summary>Something wrong with the config: where, at which key, and what to do. Never carries the value of a secret.</summary>
internal sealed record ConfigProblem(Origin At, string Key, string Message)
{
    public override string ToString() => $"{At}: {Message}";
}

/// <summary>Where a value stands; line 0 where a source has no lines.</summary>
internal readonly record struct Origin(ConfigLayer Layer, string Source, int Line = 0, int Column = 0)
{
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}

/// <summary>Who said a value; the later ones win.</summary>
internal enum ConfigLayer
{
    Default,
    File,
    Api,
    DotEnv,
    Environment,
}
