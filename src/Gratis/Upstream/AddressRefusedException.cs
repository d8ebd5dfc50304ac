namespace Gratis.Upstream;

/// <summary>A base URL led to an address that its owner has not vouched for.</summary>
internal sealed class AddressRefusedException(string host)
    : IOException($"'{host}' resolves to a private or reserved address. If this is your own server, set 'local: true' for its provider.");
