namespace Gratis.Gateway.Commands.Doctor.Facts;

/// <summary>The key of one account, without the key.</summary>
/// <param name="Provider">Whose.</param>
/// <param name="Account">The account.</param>
/// <param name="Fingerprint">Tells one key from another; empty where there is none.</param>
/// <param name="Oddity">Why it cannot be a key; null where it looks like one.</param>
internal sealed record KeyLook(string Provider, string Account, string Fingerprint, string? Oddity)
{
    public bool HasKey => Fingerprint.Length > 0;
}
