using Gratis.Upstream.Verdicts;

namespace Gratis.Hosting.Accounts;

/// <summary>What came of trying an account out.</summary>
/// <param name="List">Its provider's list of models, asked for with its key.</param>
/// <param name="Chat">The smallest of chats with a model that costs nothing.</param>
internal sealed record AccountTest(ListTest List, ChatTest Chat)
{
    /// <summary>The key works. Many a list is open to anybody, so it decides only where there is nothing to chat with.</summary>
    public bool IsOk => Chat.Route is null ? List.IsOk : Chat.Verdict == Verdict.Served;
}

/// <summary>What came of asking for the list.</summary>
internal sealed record ListTest(bool IsOk)
{
    /// <summary>The status of the answer; null where none came, or nobody was asked.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took; null where nobody was asked.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>How many models it names; null where it cannot be read.</summary>
    public int? Models { get; init; }

    /// <summary>What went wrong, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The key itself was refused.</summary>
    public bool IsKeyRefused => Status == 401;
}

/// <summary>What came of the chat.</summary>
/// <param name="Route">The route that was called; null: none was.</param>
/// <param name="Verdict">What its answer means.</param>
internal sealed record ChatTest(string? Route, Verdict? Verdict)
{
    /// <summary>The status of the answer; null where none came.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took; null where nobody was asked.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>What went wrong, or why nobody was asked.</summary>
    public string? Reason { get; init; }

    /// <summary>Nobody was asked.</summary>
    public static ChatTest NotAsked(string why) => new(null, null) { Reason = why };
}
