using System.Security.Cryptography;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Time;
using Microsoft.Data.Sqlite;

namespace Gratis.Tests.Storage;

public sealed class SqliteClientKeysTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_key_comes_back_with_everything_but_its_secret()
    {
        StoredClientKey full = Key("a") with
        {
            Limits = new ClientKeyLimits { Rpm = 1, Rpd = 2, Tpm = 3, Tpd = 4, Concurrency = 5 },
            DailyBudgetUsd = 0, MonthlyBudgetUsd = 12.345678901m, IsSticky = false,
            Models = ["chat-free", "it's \"ü\""], Priority = "background", MaxWaitSeconds = 0,
            Policy = new ClientKeyPolicy { Providers = ["groq", "mine"], AvoidProviders = ["zhipu"], Regions = ["eu"], AvoidRegions = ["cn", "us"], NoTraining = true },
        };
        await using (SqliteDatabase database = _temporary.Open())
        {
            var keys = new SqliteClientKeys(database);
            (await keys.Add(full, Cancellation)).ShouldBeTrue();
            (await keys.Add(Key("b"), Cancellation)).ShouldBeTrue();
        }

        await using SqliteDatabase reopened = _temporary.Open();
        IReadOnlyList<StoredClientKey> all = await new SqliteClientKeys(reopened).List(Cancellation);
        all.Count.ShouldBe(2);
        Same(all[0], full);
        Same(all[1], Key("b"));
    }

    [Fact]
    public async Task An_id_or_a_secret_is_taken_once()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        (await keys.Add(Key("a"), Cancellation)).ShouldBeTrue();
        (await keys.Add(Key("b") with { Id = "a" }, Cancellation)).ShouldBeFalse();
        (await keys.Add(Key("b") with { Hash = Key("a").Hash }, Cancellation)).ShouldBeFalse();
        Same((await keys.List(Cancellation)).ShouldHaveSingleItem(), Key("a"));
    }

    [Fact]
    public async Task An_update_changes_what_the_owner_may_change_and_nothing_else()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        await keys.Add(Key("a"), Cancellation);
        await keys.Add(Key("b"), Cancellation);
        StoredClientKey wish = Key("c") with
        {
            Id = "a", Name = "new", Limits = new ClientKeyLimits { Rpm = 9 }, Models = ["m"], Priority = "interactive", MaxWaitSeconds = 7,
            DailyBudgetUsd = 0.5m, IsSticky = true, RevokedAt = VirtualTime.Start, CreatedAt = VirtualTime.Start.AddDays(9),
        };
        (await keys.Update(wish, Cancellation)).ShouldBeTrue();
        (await keys.Update(wish with { Id = "nobody" }, Cancellation)).ShouldBeFalse();

        IReadOnlyList<StoredClientKey> all = await keys.List(Cancellation);
        Same(all[0], Key("a") with { Name = "new", Limits = wish.Limits, Models = ["m"], Priority = "interactive", MaxWaitSeconds = 7, DailyBudgetUsd = 0.5m, IsSticky = true });
        Same(all[1], Key("b"));
    }

    [Fact]
    public async Task A_revoked_key_stays_revoked()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        await keys.Add(Key("a"), Cancellation);
        _temporary.Time.Advance(TimeSpan.FromHours(1));
        (await keys.Revoke("a", Cancellation)).ShouldBeTrue();
        _temporary.Time.Advance(TimeSpan.FromHours(1));
        (await keys.Revoke("a", Cancellation)).ShouldBeFalse();
        (await keys.Revoke("nobody", Cancellation)).ShouldBeFalse();
        (await keys.Update(Key("a") with { Name = "again" }, Cancellation)).ShouldBeFalse();
        (await keys.Add(Key("a"), Cancellation)).ShouldBeFalse();
        Same((await keys.List(Cancellation))[0], Key("a") with { RevokedAt = VirtualTime.Start.AddHours(1) });
    }

    [Fact]
    public async Task Last_use_is_kept_to_the_minute_and_costs_one_write_a_minute()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        await keys.Add(Key("a"), Cancellation);
        long before = Changes(database);
        for (int second = 0; second < 120; second++)
        {
            keys.Used("a");
            database.Later.Flush().ShouldBeTrue();
            _temporary.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await keys.List(Cancellation))[0].LastUsedAt.ShouldBe(VirtualTime.Start.AddMinutes(1));
        (Changes(database) - before).ShouldBe(2, "two minutes");
    }

    [Fact]
    public async Task A_use_that_could_not_be_written_is_written_later()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        await keys.Add(Key("a"), Cancellation);
        database.Later.Add(new PendingWrites { Refuses = 1 });
        keys.Used("a");
        database.Later.Flush().ShouldBeFalse();
        database.Later.Flush().ShouldBeTrue();
        (await keys.List(Cancellation))[0].LastUsedAt.ShouldBe(VirtualTime.Start);
    }

    [Fact]
    public async Task The_owners_changes_wait_for_the_disk()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        foreach (Func<ValueTask<bool>> change in (Func<ValueTask<bool>>[])
                 [() => keys.Add(Key("a"), Cancellation), () => keys.Update(Key("a"), Cancellation), () => keys.Revoke("a", Cancellation)])
        {
            // The engine's writes do not wait for the disk, and leave it so.
            SqliteConnection writer = database.Write(Durability.Process, static connection => connection);
            TemporaryDatabase.Ask(writer, "PRAGMA synchronous").ShouldBe(1L);
            (await change()).ShouldBeTrue();
            TemporaryDatabase.Ask(writer, "PRAGMA synchronous").ShouldBe(2L);
        }
    }

    [Fact]
    public async Task A_list_of_models_that_cannot_be_read_does_not_become_all_models()
    {
        await using SqliteDatabase database = _temporary.Open();
        var keys = new SqliteClientKeys(database);
        await keys.Add(Key("a") with { Models = ["m"] }, Cancellation);
        foreach (string broken in (string[])["[\"m\"", "null", "{}"])
        {
            database.Write(Durability.Process, c => TemporaryDatabase.Run(c, $"UPDATE client_keys SET models = '{broken}'"));
            StorageException fault = await Should.ThrowAsync<StorageException>(async () => await keys.List(Cancellation));
            fault.Fault.ShouldBe(StorageFault.Corrupt);
            fault.Message.ShouldContain("client key 'a' (table client_keys)");
        }
    }

    [Fact]
    public async Task A_hash_of_another_length_is_no_hash()
    {
        await using SqliteDatabase database = _temporary.Open();
        await Should.ThrowAsync<StorageException>(async () =>
            await new SqliteClientKeys(database).Add(Key("a") with { Hash = new byte[31] }, Cancellation));
    }

    private static long Changes(SqliteDatabase database) =>
        (long)database.Write(Durability.Process, static connection => TemporaryDatabase.Ask(connection, "SELECT total_changes()"))!;

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
