using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Catalogue.Shipped;
using Gratis.Storage;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Tests.Hosting.Catalogue.Shipped;

public sealed class PrimaryMembersTests
{
    private readonly RecordingLog<PrimaryMembers> _log = new();
    private readonly CatalogNews _news = new();

    [Theory]
    [InlineData("", "a b", "+ a, + b")]
    [InlineData("a b", "b c", "+ c, - a")]
    [InlineData("a b", "", "- a, - b")]
    [InlineData("a b", "b a", "")]
    [InlineData("a b", "A B", "")]
    public void Who_joined_and_who_left_is_told(string before, string now, string expected) =>
        PrimaryMembers.Change(before.Split(' ', StringSplitOptions.RemoveEmptyEntries), now.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(expected);

    [Fact]
    public void A_change_is_news_and_a_line_in_the_log_once()
    {
        var members = new PrimaryMembers(_log);
        foreach (var now in (string[][])[["a", "b"], ["a", "b"], ["b", "a"], ["b", "c"]])
            members.Take(now, VirtualTime.Start, _news);

        _news.ToList().ShouldBe([new(VirtualTime.Start, "primary", "+ a, + b"), new(VirtualTime.Start, "primary", "+ c, - a")]);
        _log.Lines.Select(line => line.Text).ShouldBe(
            ["primary: + a, + b. discovery.primary_blocklist keeps a model out", "primary: + c, - a. discovery.primary_blocklist keeps a model out"]);
    }

    [Fact]
    public void Who_is_released_has_no_place_to_keep_and_is_still_told_of()
    {
        var members = new PrimaryMembers(_log);
        members.Take(["a"], VirtualTime.Start, _news);
        members.Release();
        members.Incumbents.ShouldBeEmpty();

        members.Take(["b"], VirtualTime.Start, _news);
        _news.ToList()[^1].What.ShouldBe("+ b, - a");
    }

    [Fact]
    public async Task A_restart_moves_nobody_and_is_no_news()
    {
        using var folder = new TemporaryDatabase();
        await using (var database = folder.Open())
            new PrimaryMembers(_log, Kept(database)).Take(["a", "b"], VirtualTime.Start, new CatalogNews());

        await using var again = folder.Open();
        var members = new PrimaryMembers(_log, Kept(again));
        await members.LoadAsync(CancellationToken.None);
        members.Incumbents.ShouldBe(["a", "b"]);
        members.Take(["a", "b"], VirtualTime.Start, _news);
        _news.ToList().ShouldBeEmpty();
    }

    private static KeptIds Kept(SqliteDatabase database) => new(new SqliteSettings(database), "catalogue/primary", NullLogger<KeptIds>.Instance);
}
