namespace Gratis.Routing.Tiers;

/// <summary>Words by which a request says that it takes more than a chat.</summary>
internal sealed class TierWords
{
    private static readonly string[] ShippedReasoning =
    [
        "prove", "proves", "proving", "derive", "deriving", "derivation", "solve", "solving", "step by step", "step-by-step", "think through", "debug", "debugging",
        "证明", "證明", "推导", "推導", "求解", "一步一步", "一步步", "调试", "調試", "除錯",
    ];

    private static readonly string[] ShippedWork =
    [
        "code", "coding", "implement", "implementing", "implementation", "algorithm", "algorithms", "program", "programs", "programming", "essay", "essays", "article", "articles",
        "写代码", "代码", "代碼", "程式碼", "实现", "實現", "编程", "編程", "算法", "演算法", "写一篇", "寫一篇", "论文", "論文",
    ];

    /// <summary>The shipped ones, English and Chinese.</summary>
    public static readonly TierWords Shipped = new(ShippedReasoning, ShippedWork);

    private TierWords(IEnumerable<string> reasoning, IEnumerable<string> work)
    {
        Reasoning = new WordList(reasoning);
        Work = new WordList(work);
    }

    /// <summary>They ask for thinking.</summary>
    public WordList Reasoning { get; }

    /// <summary>They ask for a piece of work.</summary>
    public WordList Work { get; }

    /// <summary>The owner's words; of each kind, none means the shipped ones.</summary>
    public static TierWords Of(IReadOnlyCollection<string> reasoning, IReadOnlyCollection<string> work) =>
        reasoning.Count == 0 && work.Count == 0
            ? Shipped
            : new(reasoning.Count > 0 ? reasoning : ShippedReasoning, work.Count > 0 ? work : ShippedWork);
}
