namespace Gratis.Gateway.Pool;

/// <summary>What a model is called wherever two spellings of it have to meet: without the provider, without <c>:free</c>, in lower case.</summary>
internal static class ModelKey
{
    public const string Provider = "openrouter";

    private const string Prefix = Provider + "/";
    private const string FreeVariant = ":free";

    /// <summary>The key of an id as OpenRouter lists it.</summary>
    public static string Of(string listedId)
    {
        var id = listedId.ToLowerInvariant();
        return id.EndsWith(FreeVariant, StringComparison.Ordinal) ? id[..^FreeVariant.Length] : id;
    }

    /// <summary>The id as OpenRouter lists it, of a target as files write it; null where the target is somebody else's.</summary>
    public static string? ListedId(string target) => target.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? target[Prefix.Length..] : null;

    /// <summary>The id as files write it.</summary>
    public static string Target(string listedId) => Prefix + listedId;
}
