namespace Gratis.Upstream.Verdicts;

/// <summary>Words after which a wait or an instant follows.</summary>
/// <param name="Words">The words, in any case.</param>
/// <param name="NamesReset">Whether they speak of the quota's own reset, which may be weeks away, and not of a wait.</param>
/// <param name="BareSeconds">Whether a number without a unit is meant as seconds.</param>
internal readonly record struct ResetWords(string Words, bool NamesReset = false, bool BareSeconds = false)
{
    /// <summary>The known ones.</summary>
    public static IReadOnlyList<ResetWords> All { get; } =
    [
        new("again in"),
        new("retry in"),
        new("retrying in"),
        new("again after"),
        new("retry after", BareSeconds: true),
        new("retry-after", BareSeconds: true),
        new("retry_after", BareSeconds: true),
        new("again at"),
        new("wait "),
        new("wait for"),
        new("available in"),
        new("available again in"),
        new("请在"),
        new("请于"),
        new("等待"),
        new("reset in", NamesReset: true),
        new("resets in", NamesReset: true),
        new("reset after", NamesReset: true),
        new("resets after", NamesReset: true),
        new("reset at", NamesReset: true),
        new("resets at", NamesReset: true),
        new("reset on", NamesReset: true),
        new("resets on", NamesReset: true),
        new("reset time", NamesReset: true),
        new("renews in", NamesReset: true),
        new("renews at", NamesReset: true),
        new("until ", NamesReset: true),
        new("将在", NamesReset: true),
        new("将于", NamesReset: true),
        new("重置时间", NamesReset: true),
    ];
}
