namespace Gratis.Stores;

/// <summary>One stored value.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its text.</param>
/// <param name="Version">1 when first saved, one more with every save.</param>
/// <param name="UpdatedAt">When it was last saved.</param>
internal sealed record Setting(string Key, string Value, long Version, DateTimeOffset UpdatedAt);
