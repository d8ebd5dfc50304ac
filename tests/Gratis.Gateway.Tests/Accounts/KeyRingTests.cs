using Gratis.Gateway.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using static Gratis.Gateway.Tests.Accounts.AccountsWorld;

namespace Gratis.Gateway.Tests.Accounts;

/// <summary>Where added keys lie, and what happens to them when half of that is gone.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task Accounts_are_there_after_a_restart()
    {
        await using var world = await AccountsWorld.StartAsync();
        var id = IdOf(await world.AddAsync(First));

        await world.Gateway.RestartAsync();

        IdOf((await world.ListAsync()).ShouldHaveSingleItem()).ShouldBe(id);
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.ShouldBe([First]);
        await world.ShouldKeepSecretAsync(First);
    }

    [Fact]
    public async Task The_ring_is_its_owners_alone_and_lies_beside_the_database()
    {
        await using var world = await AccountsWorld.StartAsync();
        Directory.Exists(world.KeyFolder).ShouldBeFalse("without a key there is nothing to seal");
        await world.AddAsync(First);

        var files = Directory.GetFiles(world.KeyFolder);
        files.ShouldNotBeEmpty();
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(world.KeyFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        File.SetUnixFileMode(world.KeyFolder, (UnixFileMode)0b111_101_101);
        await world.AddAsync(Second);
        File.GetUnixFileMode(world.KeyFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData(true, "missing")]
    [InlineData(false, "another one")]
    public async Task Without_its_ring_an_account_is_listed_with_what_to_do_and_the_gateway_starts(bool isMissing, string words)
    {
        await using var world = await AccountsWorld.StartAsync("api_key: " + Third);
        var id = IdOf(await world.AddAsync(First, "at home"));
        await world.Gateway.StopAsync();
        var aside = world.KeyFolder + "-aside";
        Directory.Move(world.KeyFolder, aside);

        await world.Gateway.RestartAsync();
        if (!isMissing)
            await world.AddAsync(Second);

        var account = (await world.ListAsync()).Single(one => IdOf(one) == id);
        StateOf(account).ShouldBe("unreadable");
        account.GetProperty("last4").GetString().ShouldBeNull();
        account.GetProperty("label").GetString().ShouldBe("at home");
        var reason = account.GetProperty("health").GetProperty("reason").GetString()!;
        reason.ShouldContain(words);
        reason.ShouldContain(world.KeyFolder);
        reason.ShouldContain("gratis keys rotate " + id);
        world.Gateway.Log.Text.ShouldContain($"Account {id} of mine cannot be read");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys.ShouldNotContain(First);
        (await world.OwnerAsync(HttpMethod.Post, $"/{id}/test")).ShouldBeError(409, "account_not_in_use").ErrorMessage.ShouldContain("unreadable");

        // Put back, it is taken up without a restart.
        foreach (var file in Directory.GetFiles(aside))
        {
            Directory.CreateDirectory(world.KeyFolder);
            File.Copy(file, System.IO.Path.Combine(world.KeyFolder, System.IO.Path.GetFileName(file)));
        }

        world.Gateway.Time.Skip(TimeSpan.FromSeconds(2));
        (await world.StateAsync(id)).ShouldBe("ok");
    }

    [Fact]
    public async Task An_account_whose_ring_is_lost_is_given_its_key_anew()
    {
        await using var world = await AccountsWorld.StartAsync();
        var id = IdOf(await world.AddAsync(First));
        await world.Gateway.StopAsync();
        Directory.Delete(world.KeyFolder, recursive: true);
        await world.Gateway.RestartAsync();

        (await world.OwnerAsync(HttpMethod.Post, $"/{id}/rotate", $$"""{"key":"{{Second}}"}""")).ShouldBeServed();

        (await world.StateAsync(id)).ShouldBe("ok");
        (await world.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        world.Upstream.ChatKeys[^1].ShouldBe(Second);
    }

    [Fact]
    public async Task A_seal_that_is_moved_to_another_account_stays_shut()
    {
        await using var world = await AccountsWorld.StartAsync();
        var (one, two) = (IdOf(await world.AddAsync(First)), IdOf(await world.AddAsync(Second)));
        await world.Gateway.StopAsync();
        using (var database = new SqliteConnection($"Data Source={System.IO.Path.Combine(world.Gateway.DataFolder, "gratis.db")};Pooling=False"))
        {
            database.Open();
            using var swap = database.CreateCommand();
            swap.CommandText = "UPDATE provider_accounts SET seal = (SELECT seal FROM provider_accounts WHERE id = $from) WHERE id = $to";
            swap.Parameters.AddWithValue("$from", one);
            swap.Parameters.AddWithValue("$to", two);
            swap.ExecuteNonQuery();
        }

        await world.Gateway.RestartAsync();

        (await world.StateAsync(two)).ShouldBe("unreadable");
        (await world.StateAsync(one)).ShouldBe("ok");
    }

    [Fact]
    public async Task A_ring_that_cannot_be_written_stores_nothing_and_says_so()
    {
        await using var world = await AccountsWorld.StartAsync();
        await File.WriteAllTextAsync(world.KeyFolder, "in the way", TestContext.Current.CancellationToken);

        var refused = (await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","key":"{{First}}"}""")).ShouldBeError(503, "storage_unavailable");

        refused.ErrorMessage.ShouldContain("the key ring cannot be used");
        (await world.ListAsync()).ShouldBeEmpty();
    }
}
