using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Tests.Storage;

public sealed class SqliteSettingsTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_value_comes_back_with_its_version_and_instant()
    {
        await using SqliteDatabase database = _temporary.Open();
        var settings = new SqliteSettings(database);
        (await settings.Save("k", "one", Cancellation)).ShouldBe(new Setting("k", "one", 1, VirtualTime.Start));
        _temporary.Time.Advance(TimeSpan.FromSeconds(5));
        await settings.Save("k", "two", Cancellation);
        (await settings.Find("k", Cancellation)).ShouldBe(new Setting("k", "two", 2, VirtualTime.Start.AddSeconds(5)));
        (await settings.Find("K", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Values_are_found_by_the_beginning_of_their_keys()
    {
        await using SqliteDatabase database = _temporary.Open();
        var settings = new SqliteSettings(database);
        foreach (string key in (string[])["gone/b", "gone/a", "gone%/x", "other"]) await settings.Save(key, "", Cancellation);
        (await settings.FindAll("gone/", Cancellation)).Select(s => s.Key).ShouldBe(["gone/a", "gone/b"]);
        (await settings.FindAll("", Cancellation)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_removed_value_is_gone()
    {
        await using SqliteDatabase database = _temporary.Open();
        var settings = new SqliteSettings(database);
        await settings.Save("k", "v", Cancellation);
        (await settings.Remove("k", Cancellation)).ShouldBeTrue();
        (await settings.Remove("k", Cancellation)).ShouldBeFalse();
        (await settings.Find("k", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Every_acknowledged_value_survives_a_kill_at_any_moment()
    {
        await using SqliteDatabase database = _temporary.Open();
        var settings = new SqliteSettings(database);
        for (int i = 1; i <= 20; i++)
        {
            await settings.Save("token", $"hash {i}", Cancellation);
            await settings.Save($"key {i}", "v", Cancellation);
            await using SqliteDatabase after = _temporary.Open(_temporary.CopyAsKilled());
            var survived = new SqliteSettings(after);
            (await survived.Find("token", Cancellation))!.Value.ShouldBe($"hash {i}");
            (await survived.FindAll("key ", Cancellation)).Count.ShouldBe(i);
        }
    }

    [Fact]
    public async Task A_change_by_another_process_is_seen_at_once()
    {
        await using SqliteDatabase server = _temporary.Open();
        await using SqliteDatabase commandLine = _temporary.Open();
        await new SqliteSettings(commandLine).Save("k", "v", Cancellation);
        (await new SqliteSettings(server).Find("k", Cancellation))!.Value.ShouldBe("v");
    }
}
