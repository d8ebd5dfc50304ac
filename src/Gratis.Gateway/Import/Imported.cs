using System.Collections.Immutable;

namespace Gratis.Gateway.Import;

/// <summary>Whose config is imported.</summary>
internal enum ImportSystem
{
    /// <summary>The config of a LiteLLM proxy.</summary>
    LiteLlm,

    /// <summary>The config of openmux.</summary>
    OpenMux,

    /// <summary>The config of BillJr99/llmproxy.</summary>
    LlmProxy,

    /// <summary>The model catalogue of FreeRouter.</summary>
    FreeRouter,

    /// <summary>A <c>.env</c> file of any of them.</summary>
    Env,
}

/// <summary>What came of an import.</summary>
/// <param name="Yaml">A config of ours; it holds no secret.</param>
/// <param name="Remarks">What could not be taken over as it was, and why, by line.</param>
/// <param name="Variables">The environment variables that the config refers to.</param>
/// <param name="Problems">Why there is no config; empty where there is one.</param>
internal sealed record Imported(string Yaml, ImmutableArray<Remark> Remarks, ImmutableArray<NeededVariable> Variables, ImmutableArray<string> Problems)
{
    public static Imported Failed(params IEnumerable<string> problems) => new("", [], [], [.. problems]);
}

/// <summary>Something that could not be taken over as it was.</summary>
/// <param name="Line">Where it stands; 0 where it stands nowhere.</param>
/// <param name="Key">What it is called there.</param>
/// <param name="Message">What became of it.</param>
internal sealed record Remark(int Line, string Key, string Message)
{
    public string In(string file) => Line > 0 ? $"{file}:{Line}: {Key}: {Message}" : $"{file}: {Key}: {Message}";
}

/// <summary>A variable that has to be set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is.</param>
internal sealed record NeededVariable(string Name, string Purpose)
{
    /// <summary>The secret itself, where the source had it in clear; for an environment file, and for nothing else.</summary>
    public string? Secret { get; init; }

    // A record prints its members, and one of them is a key.
    public override string ToString() => $"{Name}: {Purpose}";
}
