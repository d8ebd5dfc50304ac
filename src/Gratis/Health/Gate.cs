namespace Gratis.Health;

/// <summary>What a cell says to a request that asks; ordered, so that the worst of several is the largest.</summary>
internal enum Gate
{
    /// <summary>Healthy.</summary>
    Open,

    /// <summary>A cooldown has ended: the first to enter is its trial.</summary>
    TrialFree,

    /// <summary>In trouble, or its trial is under way: to be tried when nothing better is left.</summary>
    Trouble,

    /// <summary>Set aside, or its trial is under way: no call at all.</summary>
    Wall,
}
