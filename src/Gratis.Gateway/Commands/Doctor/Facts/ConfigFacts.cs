using System.Collections.Immutable;
using Gratis.Gateway.Configuration;

namespace Gratis.Gateway.Commands.Doctor.Facts;

/// <summary>What stands in the config file and the <c>.env</c> beside it.</summary>
/// <param name="File">The file as messages name it; null where there is none.</param>
internal sealed record ConfigFacts(string? File)
{
    public ImmutableArray<ConfigProblem> Errors { get; init; } = [];

    public ImmutableArray<ConfigProblem> Warnings { get; init; } = [];

    /// <summary>Files with secrets in them that others on this machine may read.</summary>
    public IReadOnlyList<string> OpenSecrets { get; init; } = [];
}
