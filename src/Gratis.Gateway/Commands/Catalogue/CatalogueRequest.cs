namespace Gratis.Gateway.Commands.Catalogue;

/// <summary>Which catalogue a command is about.</summary>
/// <param name="Config">The config file; null: where one is usually found.</param>
/// <param name="Data">The data folder; null: the usual one.</param>
/// <param name="IsRefreshed">Providers are asked for their lists first.</param>
internal sealed record CatalogueRequest(string? Config = null, string? Data = null, bool IsRefreshed = false);
