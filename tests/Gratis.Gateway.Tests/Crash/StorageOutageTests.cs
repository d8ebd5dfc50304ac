using Gratis.Dispatch;
using Gratis.Gateway.Tests.Fixtures;
using Gratis.Storage;
using Microsoft.Data.Sqlite;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>While the books cannot be written nothing is spent that they do not hold, and whoever needs no books does not notice.</summary>
[Collection("crash")]
public sealed class StorageOutageTests : IAsyncLifetime
{
    private const string Counted = "alpha/thousand";
    private const string Uncounted = "open/free";

    // A fiftieth of each account's pool may be drawn before the store has to be told again.
    private const int DrawnAhead = 2 * 1000 / 50;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = CrashWorld.Patience };
    private CrashWorld _world = null!;
    private GatewayProcess _gateway = null!;
    private Uri _address = null!;

    private string Database => Path.Combine(_world.Folder, "data", "gratis.db");

    public async ValueTask InitializeAsync()
    {
        _world = await CrashWorld.StartAsync();
        await StartAsync();
        (await AskAsync(Counted)).ShouldBeServed();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _world.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task A_locked_database_stops_only_what_is_counted_and_only_for_as_long()
    {
        using (Lock())
        {
            (await ServedUntilRefusedAsync()).ShouldBeLessThanOrEqualTo(DrawnAhead);
            (await AskAsync(Uncounted)).ShouldBeServed();
        }

        await ServedAgainAsync();
        await _gateway.KillAsync();
        await ShouldHoldWhatWasCountedAsync();
    }

    [Fact]
    public async Task A_kill_while_the_database_is_locked_loses_no_count()
    {
        using var locked = Lock();
        await ServedUntilRefusedAsync();

        await _gateway.KillAsync();

        locked.Dispose();
        await ShouldHoldWhatWasCountedAsync();
    }

    [Fact]
    public async Task A_database_that_is_put_back_is_used_again_and_told_all_it_has_missed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What is open cannot be moved.");
        File.Move(Database, Database + ".away");
        (await ServedUntilRefusedAsync()).ShouldBeLessThanOrEqualTo(DrawnAhead);
        (await AskAsync(Uncounted)).ShouldBeServed();

        File.Move(Database + ".away", Database);

        await ServedAgainAsync();
        await _gateway.KillAsync();
        await ShouldHoldWhatWasCountedAsync();
    }

    [Fact]
    public async Task A_deleted_database_is_not_replaced_behind_its_owners_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What is open cannot be deleted.");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Database)!))
            File.Delete(file);
        await ServedUntilRefusedAsync();
        (await AskAsync(Uncounted)).ShouldBeServed();
        await RefusedAsync();
        File.Exists(Database).ShouldBeFalse();
        _gateway.Output.ShouldContain("the database file is gone");

        await _gateway.DisposeAsync();
        await StartAsync();

        (await AskAsync(Counted)).ShouldBeServed();
    }

    private async Task StartAsync()
    {
        _gateway = GatewayProcess.Start(_world.Folder);
        _address = await _gateway.ListeningAsync();
    }

    private SqliteConnection Lock()
    {
        SqliteNative.Use();
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }

    private async Task<int> ServedUntilRefusedAsync()
    {
        for (var served = 0; ; served++)
        {
            var reply = await AskAsync(Counted);
            if (reply.Status == 200 && served <= 10 * DrawnAhead)
                continue;
            ShouldBeRefused(reply);
            return served;
        }
    }

    private async Task RefusedAsync() => ShouldBeRefused(await AskAsync(Counted));

    private async Task ServedAgainAsync()
    {
        using var patience = new CancellationTokenSource(CrashWorld.Patience, TimeProvider.System);
        while (await AskAsync(Counted) is { Status: not 200 } reply)
        {
            ShouldBeRefused(reply);
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static void ShouldBeRefused(Reply reply) =>
        reply.ShouldBeError(502, "all_candidates_failed").ErrorMessage.ShouldBe(Failures.BooksCannotBeKept().Message);

    private async Task<Reply> AskAsync(string model)
    {
        using var request = Chat.Of(_address, model);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.ReadAsync(response);
    }

    private async Task ShouldHoldWhatWasCountedAsync()
    {
        var truth = await _world.TruthAtRestAsync();
        truth["alpha"].Window("rpd").Used.ShouldBePositive();
        new CrashLedger().Compare(await RestoredBooks.ReadAsync(_world.Folder), truth, null).ShouldBeEmpty();
    }
}
