using Microsoft.Extensions.Logging;

namespace Gratis.Hosting.Catalogue.Shipped;

/// <summary>Who is in <c>primary</c>: taken over from the last run, told when it changes, kept for the next. Used by the keeper alone.</summary>
internal sealed partial class PrimaryMembers(ILogger log, KeptIds? kept = null)
{
    private IReadOnlyList<string> _members = [];

    /// <summary>Those who keep their places unless somebody clearly better comes.</summary>
    public IReadOnlyList<string> Incumbents { get; private set; } = [];

    /// <summary>Takes up who was in it at the last run.</summary>
    public async ValueTask LoadAsync(CancellationToken cancel) => Incumbents = _members = kept is null ? [] : await kept.LoadAsync(cancel);

    /// <summary>The next choice goes by points alone.</summary>
    public void Release() => Incumbents = [];

    /// <summary>These are in it now, best first; whoever joined or left is told of.</summary>
    public void Take(IReadOnlyList<string> members, DateTimeOffset now, CatalogNews news)
    {
        var before = _members;
        Incumbents = _members = members;
        if (members.SequenceEqual(before, StringComparer.OrdinalIgnoreCase))
            return;

        kept?.Keep(members);
        if (Change(before, members) is not { Length: > 0 } change)
            return;
        news.Add(now, ShippedPools.Primary, change);
        LogChanged(log, change);
    }

    /// <summary>Who joined and who left, as <c>+ a, - b</c>.</summary>
    public static string Change(IReadOnlyList<string> before, IReadOnlyList<string> now) => string.Join(", ",
    [
        .. now.Except(before, StringComparer.OrdinalIgnoreCase).Select(id => "+ " + id),
        .. before.Except(now, StringComparer.OrdinalIgnoreCase).Select(id => "- " + id),
    ]);

    [LoggerMessage(EventId = 2105, Level = LogLevel.Information, Message = "primary: {Change}. discovery.primary_blocklist keeps a model out")]
    private static partial void LogChanged(ILogger log, string change);
}
