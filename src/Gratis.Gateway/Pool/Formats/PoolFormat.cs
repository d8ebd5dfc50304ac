using System.Diagnostics.CodeAnalysis;

namespace Gratis.Gateway.Pool.Formats;

/// <summary>The formats' names on the command line.</summary>
internal enum PoolFormatName
{
    /// <summary>The config of a LiteLLM proxy.</summary>
    LiteLlm,

    /// <summary><c>gratis.yaml</c>.</summary>
    Gratis,

    /// <summary>A file of its own, for whatever reads JSON.</summary>
    Json,
}

/// <summary>How a pool is written.</summary>
internal abstract class PoolFormat
{
    /// <summary>A whole file that works as it is.</summary>
    public abstract string Whole(MadePool pool, PoolRecipe recipe);

    /// <summary>A file that is there already.</summary>
    public abstract bool TryOpen(string text, PoolRecipe recipe, [NotNullWhen(true)] out PoolPage? page, [NotNullWhen(false)] out string? problem);

    /// <param name="name">Which one.</param>
    /// <param name="paid">A paid model to fall back on; null: none.</param>
    public static PoolFormat Of(PoolFormatName name, string? paid = null) => name switch
    {
        PoolFormatName.Gratis => new GratisFormat(),
        PoolFormatName.Json => new JsonFormat(),
        _ => new LiteLlmFormat(paid),
    };
}

/// <summary>A file with a place for the pool.</summary>
/// <param name="Models">The ids that stand there, best first; empty where none do.</param>
/// <param name="Put">The file's text with another pool in that place.</param>
internal sealed record PoolPage(IReadOnlyList<string> Models, Func<MadePool, string> Put)
{
    /// <summary>What its owner should know.</summary>
    public string? Remark { get; init; }
}
