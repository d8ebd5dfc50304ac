using Gratis.Routing;
using Gratis.Upstream.Verdicts;

namespace Gratis.Dispatch;

/// <summary>
/// Takes a call's own secrets out of its upstream's words before anyone hears them. Patterns find what looks like a key; a key that looks
/// like nothing is known only to who sent it.
/// </summary>
internal static class SecretMask
{
    private const string Dots = "••••";

    // Shorter values are words, and taking those out would only spoil the message.
    private const int Shortest = 6;

    public static Judgement Apply(in Judgement judgement, Candidate candidate) =>
        judgement.Detail is null && judgement.Parameter is null
            ? judgement
            : judgement with { Detail = Apply(judgement.Detail, candidate), Parameter = Apply(judgement.Parameter, candidate) };

    private static string? Apply(string? text, Candidate candidate)
    {
        text = Without(text, candidate.Account.RevealKey());
        foreach (var (_, value) in candidate.Route.Provider.Headers)
            text = Without(text, value);
        return text;
    }

    private static string? Without(string? text, string? secret) =>
        text is null || secret is not { Length: >= Shortest }
            ? text
            : text.Replace(secret, Dots, StringComparison.Ordinal).Replace(Uri.EscapeDataString(secret), Dots, StringComparison.OrdinalIgnoreCase);
}
