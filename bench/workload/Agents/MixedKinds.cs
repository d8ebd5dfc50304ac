namespace Gratis.Workload.Agents;

/// <summary>People and programs that want different things: a talk, code with tools, a look at a picture, an answer about a long text, JSON.</summary>
internal static class MixedKinds
{
    public static IReadOnlyList<AgentKind> All { get; } =
    [
        new("chat")
        {
            Agents = 60, Share = 0.3, Calls = (2, 10), SystemSize = 300, UserSize = (220, 0.9), Words = (90, 0.6), Think = (35, 0.7),
            MaxTokens = [null, null, 1024], StreamShare = 0.06,
        },
        new("code with tools")
        {
            Agents = 60, Share = 0.3, Calls = (4, 24), SystemSize = 1800, UserSize = (450, 0.9), Words = (50, 0.7), Think = (8, 0.9),
            MaxTokens = [32_000, 4096, null, null], StreamShare = 0.03, HasTools = true,
        },
        new("vision")
        {
            Agents = 30, Share = 0.1, Calls = (1, 4), SystemSize = 200, UserSize = (150, 0.6), Words = (60, 0.5), Think = (25, 0.7),
            MaxTokens = [null], StreamShare = 0.05, ShowsImages = true,
        },
        new("long context")
        {
            Agents = 20, Share = 0.05, Calls = (2, 6), SystemSize = 150_000, UserSize = (400, 0.6), Words = (120, 0.5), Think = (40, 0.6),
            MaxTokens = [null], StreamShare = 0.05, LongestBody = 512 * 1024,
        },
        new("JSON")
        {
            Agents = 30, Share = 0.25, Calls = (5, 40), SystemSize = 700, UserSize = (1200, 0.7), Words = (40, 0.4), Think = (0.6, 0.6),
            MaxTokens = [1024, null], Remembers = false, IsBatch = true, Format = ObedientModels.Format,
        },
    ];
}
