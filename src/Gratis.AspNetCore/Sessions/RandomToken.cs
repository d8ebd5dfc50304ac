using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gratis.AspNetCore.Sessions;

/// <summary>Secrets that nobody guesses, fit for headers, cookies and addresses.</summary>
internal static class RandomToken
{
    private const int Bits = 256;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bits / 8));
}
