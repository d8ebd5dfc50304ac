namespace Gratis.Simulator.Personalities;

/// <summary>All personalities, by name.</summary>
internal static class Roster
{
    private static readonly Personality[] All =
    [
        new OpenAiCompatible(), new OpenRouter(), new Groq(), new Gemini(), new Cerebras(), new Mistral(),
        new Nvidia(), new SiliconFlow(), new ModelScope(), new Zhipu(), new LocalServer(),
    ];

    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(personality => personality.Kind)];

    public static Personality Find(string kind) =>
        Array.Find(All, personality => personality.Kind == kind)
        ?? throw new ArgumentException($"There is no kind of provider called '{kind}'; there are {string.Join(", ", Kinds)}.", nameof(kind));
}
