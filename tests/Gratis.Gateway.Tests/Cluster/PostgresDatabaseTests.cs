using Gratis.Postgres;
using Gratis.Stores;
using Npgsql;

namespace Gratis.Gateway.Tests.Cluster;

public sealed class PostgresDatabaseTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_that_start_together_bring_an_empty_database_up_to_date_once()
    {
        var address = await server.CreateDatabaseAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync(address)));

        foreach (var database in opened)
        {
            (await database.ReadAsync(CountStepsAsync, Cancel)).ShouldBe(PostgresSchema.BuiltIn.Count);
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_the_password()
    {
        var address = await server.CreateDatabaseAsync() + ";Password=not-this-one";

        var refused = await Should.ThrowAsync<StorageException>(() => OpenAsync(address));

        refused.Fault.ShouldBe(StorageFault.NoPermission);
        refused.Message.ShouldContain("does not accept this user or password");
        refused.ToString().ShouldNotContain("not-this-one");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_with_its_cure()
    {
        var address = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Database = "nowhere" }.ConnectionString;

        (await Should.ThrowAsync<StorageException>(() => OpenAsync(address))).Message.ShouldContain("Create it with createdb");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_with_its_place()
    {
        var refused = await Should.ThrowAsync<StorageException>(() => OpenAsync("postgres://u:hidden@127.0.0.1:1/books"));

        refused.Message.ShouldStartWith("postgres://127.0.0.1:1/books: the database cannot be reached");
        refused.ToString().ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData("Hots=x;Password=hidden")]
    [InlineData("postgres://")]
    [InlineData("postgres://u:hidden@h/d?ssl_mod=none")]
    [InlineData("hidden")]
    public async Task What_is_no_address_is_refused_without_repeating_it(string address)
    {
        var refused = await Should.ThrowAsync<StorageException>(() => OpenAsync(address));

        refused.Message.ShouldContain("postgres://USER:PASSWORD@HOST:5432/DATABASE");
        refused.ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_database_that_a_newer_release_has_written_is_left_alone()
    {
        var address = await server.CreateDatabaseAsync();
        await using (var database = await OpenAsync(address))
            await database.WriteAsync((connection, stop) => RunAsync(connection, "INSERT INTO gratis.schema_steps (number, name, checksum) VALUES (999, 'later', 'x')", stop), Cancel);

        (await Should.ThrowAsync<StorageException>(() => OpenAsync(address))).Fault.ShouldBe(StorageFault.NewerSchema);
    }

    [Fact]
    public async Task A_step_that_was_altered_is_refused()
    {
        var address = await server.CreateDatabaseAsync();
        await using (var database = await OpenAsync(address))
            await database.WriteAsync((connection, stop) => RunAsync(connection, "UPDATE gratis.schema_steps SET checksum = 'x' WHERE number = 1", stop), Cancel);

        (await Should.ThrowAsync<StorageException>(() => OpenAsync(address))).Fault.ShouldBe(StorageFault.AlteredSchema);
    }

    [Fact]
    public async Task Whoever_owns_the_schema_needs_no_right_to_make_one()
    {
        var address = await server.CreateDatabaseAsync();
        var user = "owner_" + Guid.NewGuid().ToString("N")[..8];
        await using (var door = new NpgsqlConnection(address))
        {
            await door.OpenAsync(Cancel);
            await RunAsync(door, $"CREATE ROLE {user} LOGIN PASSWORD 'its-own'; CREATE SCHEMA gratis AUTHORIZATION {user}", Cancel);
        }

        await using var database = await OpenAsync(new NpgsqlConnectionStringBuilder(address) { Username = user, Password = "its-own" }.ConnectionString);

        (await database.ReadAsync(CountStepsAsync, Cancel)).ShouldBe(PostgresSchema.BuiltIn.Count);
    }

    [Theory]
    [InlineData("postgres://u:p%40ss@db.example:6432/books?sslmode=verify-full&application_name=x", "db.example", 6432, "u", "p@ss", "books", SslMode.VerifyFull)]
    [InlineData("postgresql://u@db.example/books?sslmode=require", "db.example", 5432, "u", null, "books", SslMode.Require)]
    [InlineData("Host=db.example;Username=u;Database=books;SSL Mode=VerifyCA", "db.example", 5432, "u", null, "books", SslMode.VerifyCA)]
    public void An_address_is_read_as_it_is_handed_out(string address, string host, int port, string user, string? password, string database, SslMode ssl)
    {
        var read = PostgresAddress.Read(address);

        (read.Host, read.Port, read.Username, read.Password, read.Database, read.SslMode).ShouldBe((host, port, user, password, database, ssl));
        PostgresAddress.PlaceOf(read).ShouldBe($"postgres://{host}:{port}/{database}");
    }

    [Fact]
    public async Task A_transaction_that_fails_leaves_nothing()
    {
        await using var database = await OpenAsync(await server.CreateDatabaseAsync());

        await Should.ThrowAsync<InvalidOperationException>(() => database.WriteAsync(
            async (connection, stop) =>
            {
                await RunAsync(connection, "DELETE FROM gratis.schema_steps", stop);
                throw new InvalidOperationException("midway");
            },
            Cancel));

        (await database.ReadAsync(CountStepsAsync, Cancel)).ShouldBe(PostgresSchema.BuiltIn.Count);
    }

    private static Task<PostgresDatabase> OpenAsync(string address) => PostgresDatabase.OpenAsync(address, TimeProvider.System, Cancel);

    private static async Task<long> CountStepsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand("SELECT count(*) FROM gratis.schema_steps", connection);
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
#pragma warning disable CA2100 // Said by these tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }
}
