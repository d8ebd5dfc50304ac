namespace Gratis.AspNetCore.Access;

/// <summary>A key that the owner gave to a client.</summary>
internal sealed class ClientKey(string name, KeyHash hash, RequestWindow? window, IReadOnlyCollection<string>? models)
{
    public string Name { get; } = name;

    public KeyHash Hash { get; } = hash;

    /// <summary>Its own limit; null: none.</summary>
    public RequestWindow? Window { get; } = window;

    /// <summary>True when it may ask for this model; no list means any.</summary>
    public bool MayUse(string model) => models is null || models.Contains(model, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when it may ask for everything, so that no name has to be looked at.</summary>
    public bool MayUseAnyModel => models is null;
}
