using System.Text.Json;

namespace Gratis.AspNetCore.Sessions;

/// <summary>What somebody signs in with: <c>{"token"}</c>.</summary>
internal sealed record SignInBody(string Token)
{
    private const int LongestToken = 4096;

    public static SignInBody Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("token", out var token) || token.ValueKind != JsonValueKind.String)
            throw new FormatException("The body must be an object with the member token: the admin token, or that of a link for signing in.");
        return token.GetString()!.Trim() is { Length: > 0 and <= LongestToken } text
            ? new SignInBody(text)
            : throw new FormatException($"token must be a text of 1 to {LongestToken} characters.");
    }
}
