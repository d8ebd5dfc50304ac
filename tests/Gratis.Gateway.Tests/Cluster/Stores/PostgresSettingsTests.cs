using Gratis.Postgres.Stores;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresSettingsTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_comes_back_with_its_version_and_instant_at_every_replica()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var settings = new PostgresSettings(one.Database);
        (await settings.Save("k", "one", Cancel)).ShouldBe(new Setting("k", "one", 1, VirtualTime.Start));
        other.Time.Advance(TimeSpan.FromSeconds(5));
        await new PostgresSettings(other.Database).Save("k", "two", Cancel);

        (await settings.Find("k", Cancel)).ShouldBe(new Setting("k", "two", 2, VirtualTime.Start.AddSeconds(5)));
        (await settings.Find("K", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Values_are_found_by_the_beginning_of_their_keys()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var settings = new PostgresSettings(replica.Database);
        foreach (var key in (string[])["gone/b", "gone/a", "gone/Z", "gone%/x", "other"])
            await settings.Save(key, "", Cancel);

        (await settings.FindAll("gone/", Cancel)).Select(found => found.Key).ShouldBe(["gone/Z", "gone/a", "gone/b"]);
        (await settings.FindAll("", Cancel)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_removed_value_is_gone()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var settings = new PostgresSettings(replica.Database);
        await settings.Save("k", "v", Cancel);

        (await settings.Remove("k", Cancel)).ShouldBeTrue();
        (await settings.Remove("k", Cancel)).ShouldBeFalse();
        (await settings.Find("k", Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Replicas_that_save_at_once_all_count()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var settings = new PostgresSettings(replica.Database);

        var saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => settings.Save("k", $"{i}", Cancel).AsTask()));

        saved.Select(setting => setting.Version).Order().ShouldBe(Enumerable.Range(1, 20).Select(version => (long)version));
        (await settings.Find("k", Cancel)).ShouldBe(saved.Single(setting => setting.Version == 20));
    }

    [Fact]
    public async Task Others_are_told_which_key_was_changed_and_never_the_value()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await using var listener = await StoreReplica.Listener.OpenAsync(replica.Database);
        var settings = new PostgresSettings(replica.Database);

        await settings.Save("a/b", "hidden", Cancel);
        await settings.Remove("nobody", Cancel);
        await settings.Remove("a/b", Cancel);
        await settings.Save(new string('ü', 4_000), "hidden", Cancel);
        await settings.Save("last", "hidden", Cancel);

        (await listener.HearAsync(4)).ShouldBe(["settings:a/b", "settings:a/b", "settings", "settings:last"]);
    }

    [Fact]
    public async Task A_text_that_the_server_cannot_hold_is_held_without_what_is_no_text()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var settings = new PostgresSettings(replica.Database);

        await settings.Save("k\0", "a\0b\uD800c😀", Cancel);

        (await settings.Find("k\0", Cancel))!.Value.ShouldBe("a\uFFFDb\uFFFDc😀");
    }
}
