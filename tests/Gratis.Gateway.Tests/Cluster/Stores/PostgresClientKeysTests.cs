using System.Security.Cryptography;
using Gratis.Postgres;
using Gratis.Postgres.Stores;
using Gratis.Stores;
using Gratis.Tests.Time;

namespace Gratis.Gateway.Tests.Cluster.Stores;

public sealed class PostgresClientKeysTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_comes_back_with_everything_but_its_secret_at_every_replica()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        var full = Key("a") with
        {
            Limits = new ClientKeyLimits { Rpm = 1, Rpd = 2, Tpm = 3, Tpd = 4, Concurrency = 5 },
            DailyBudgetUsd = 0, MonthlyBudgetUsd = 12.345678901m, IsSticky = false,
            Models = ["chat-free", "it's \"ü\""], Priority = "background", MaxWaitSeconds = 0,
            Policy = new ClientKeyPolicy { Providers = ["groq", "mine"], AvoidProviders = ["zhipu"], Regions = ["eu"], AvoidRegions = ["cn", "us"], NoTraining = true },
        };
        (await one.Stores.ClientKeys.Add(full, Cancel)).ShouldBeTrue();
        (await one.Stores.ClientKeys.Add(Key("b"), Cancel)).ShouldBeTrue();

        var all = await other.Stores.ClientKeys.List(Cancel);

        all.Count.ShouldBe(2);
        Same(all[0], full);
        Same(all[1], Key("b"));
    }

    [Fact]
    public async Task An_id_or_a_secret_is_taken_once_whoever_comes_at_the_same_time()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;

        (await Task.WhenAll(one.Stores.ClientKeys.Add(Key("a"), Cancel).AsTask(), other.Stores.ClientKeys.Add(Key("b") with { Id = "a" }, Cancel).AsTask()))
            .Count(isAdded => isAdded).ShouldBe(1);
        (await one.Stores.ClientKeys.Add(Key("c"), Cancel)).ShouldBeTrue();
        (await other.Stores.ClientKeys.Add(Key("d") with { Hash = Key("c").Hash }, Cancel)).ShouldBeFalse();
        (await one.Stores.ClientKeys.List(Cancel)).Select(key => key.Id).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task An_update_changes_what_the_owner_may_change_and_nothing_else()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var keys = replica.Stores.ClientKeys;
        await keys.Add(Key("a"), Cancel);
        await keys.Add(Key("b"), Cancel);
        var wish = Key("c") with
        {
            Id = "a", Name = "new", Limits = new ClientKeyLimits { Rpm = 9 }, Models = ["m"], Priority = "interactive", MaxWaitSeconds = 7,
            DailyBudgetUsd = 0.5m, IsSticky = true, RevokedAt = VirtualTime.Start, CreatedAt = VirtualTime.Start.AddDays(9),
        };
        (await keys.Update(wish, Cancel)).ShouldBeTrue();
        (await keys.Update(wish with { Id = "nobody" }, Cancel)).ShouldBeFalse();
        (await keys.Rotate("b", SHA256.HashData("new"u8), "9999", Cancel)).ShouldBeTrue();

        var all = await keys.List(Cancel);
        Same(all[0], Key("a") with { Name = "new", Limits = wish.Limits, Models = ["m"], Priority = "interactive", MaxWaitSeconds = 7, DailyBudgetUsd = 0.5m, IsSticky = true });
        Same(all[1], Key("b") with { Hash = SHA256.HashData("new"u8), Last4 = "9999" });
    }

    [Fact]
    public async Task A_revoked_key_stays_revoked_and_stays_in_the_list()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        var keys = replica.Stores.ClientKeys;
        await keys.Add(Key("a"), Cancel);
        replica.Time.Advance(TimeSpan.FromHours(1));
        (await keys.Revoke("a", Cancel)).ShouldBeTrue();
        replica.Time.Advance(TimeSpan.FromHours(1));
        (await keys.Revoke("a", Cancel)).ShouldBeFalse();
        (await keys.Revoke("nobody", Cancel)).ShouldBeFalse();
        (await keys.Update(Key("a") with { Name = "again" }, Cancel)).ShouldBeFalse();
        (await keys.Rotate("a", SHA256.HashData("new"u8), "9999", Cancel)).ShouldBeFalse();
        (await keys.Add(Key("a"), Cancel)).ShouldBeFalse();

        Same((await keys.List(Cancel)).ShouldHaveSingleItem(), Key("a") with { RevokedAt = VirtualTime.Start.AddHours(1) });
    }

    [Fact]
    public async Task Last_use_is_kept_to_the_minute_costs_one_write_a_minute_and_never_goes_back()
    {
        var (one, other) = await StoreReplica.OpenTwoAsync(server);
        await using var _ = one;
        await using var __ = other;
        await one.Stores.ClientKeys.Add(Key("a"), Cancel);
        await one.RunAsync("""
            CREATE TABLE writes (n int); INSERT INTO writes VALUES (0);
            CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE writes SET n = n + 1; RETURN NEW; END $$;
            CREATE TRIGGER counting AFTER UPDATE ON gratis.client_keys FOR EACH ROW EXECUTE FUNCTION count_write();
            """);
        other.Time.Advance(TimeSpan.FromSeconds(30));
        for (var second = 0; second < 120; second += 10)
        {
            one.Stores.ClientKeys.Used("a");
            await one.FlushAsync();
            one.Time.Advance(TimeSpan.FromSeconds(10));
        }

        other.Stores.ClientKeys.Used("a");
        await other.FlushAsync();

        (await one.Stores.ClientKeys.List(Cancel))[0].LastUsedAt.ShouldBe(VirtualTime.Start.AddMinutes(1));
        (await one.Database.ReadAsync(async (connection, stop) => (await Sql.ReadAsync(Sql.Command(connection, "SELECT n FROM writes"), row => row.GetInt32(0), stop)).Single(), Cancel))
            .ShouldBe(2, "two minutes");
    }

    [Fact]
    public async Task A_use_that_could_not_be_written_is_written_later()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.Stores.ClientKeys.Add(Key("a"), Cancel);
        replica.Later.Add(new PendingPostgresWrites { Refuses = 1 });
        replica.Stores.ClientKeys.Used("a");
        (await replica.Later.FlushAsync()).ShouldBeFalse();
        (await replica.Stores.ClientKeys.List(Cancel))[0].LastUsedAt.ShouldBeNull();
        await replica.FlushAsync();

        (await replica.Stores.ClientKeys.List(Cancel))[0].LastUsedAt.ShouldBe(VirtualTime.Start);
    }

    [Fact]
    public async Task Others_are_told_of_changes_and_not_of_uses()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await using var listener = await StoreReplica.Listener.OpenAsync(replica.Database);
        var keys = replica.Stores.ClientKeys;

        await keys.Add(Key("a"), Cancel);
        await keys.Add(Key("a"), Cancel);
        keys.Used("a");
        await replica.FlushAsync();
        await keys.Revoke("a", Cancel);
        await new PostgresSettings(replica.Database).Save("last", "", Cancel);

        (await listener.HearAsync(3)).ShouldBe(["client_keys", "client_keys", "settings:last"]);
    }

    [Fact]
    public async Task A_list_of_models_that_cannot_be_read_does_not_become_all_models()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await replica.Stores.ClientKeys.Add(Key("a") with { Models = ["m"] }, Cancel);
        foreach (var broken in (string[])["[\"m\"", "null", "{}"])
        {
            await replica.RunAsync($"UPDATE gratis.client_keys SET models = '{broken}'");
            var fault = await Should.ThrowAsync<StorageException>(async () => await replica.Stores.ClientKeys.List(Cancel));
            fault.Fault.ShouldBe(StorageFault.Corrupt);
            fault.Message.ShouldContain("client key 'a' (table client_keys)");
        }
    }

    [Fact]
    public async Task A_hash_of_another_length_is_no_hash()
    {
        await using var replica = await StoreReplica.OpenAsync(await server.CreateDatabaseAsync());
        await Should.ThrowAsync<StorageException>(async () => await replica.Stores.ClientKeys.Add(Key("a") with { Hash = new byte[31] }, Cancel));
    }

    private static void Same(StoredClientKey actual, StoredClientKey expected)
    {
        actual.Hash.ToArray().ShouldBe(expected.Hash.ToArray());
        actual.Models.ShouldBe(expected.Models);
        actual.Policy.Providers.ShouldBe(expected.Policy.Providers);
        actual.Policy.AvoidProviders.ShouldBe(expected.Policy.AvoidProviders);
        actual.Policy.Regions.ShouldBe(expected.Policy.Regions);
        actual.Policy.AvoidRegions.ShouldBe(expected.Policy.AvoidRegions);
        actual.Policy.NoTraining.ShouldBe(expected.Policy.NoTraining);
        (actual with { Hash = expected.Hash, Models = expected.Models, Policy = expected.Policy }).ShouldBe(expected);
    }

    private static StoredClientKey Key(string id) => new()
    {
        Id = id, Name = "laptop " + id, Hash = SHA256.HashData([(byte)id[0]]), Last4 = "wxyz", CreatedAt = VirtualTime.Start, Models = [],
    };
}
