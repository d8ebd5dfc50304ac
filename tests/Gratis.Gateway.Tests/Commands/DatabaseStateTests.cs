using Gratis.Gateway.Backup;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Commands.Catalogue;
using Gratis.Hosting.Catalogue;
using Gratis.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gratis.Gateway.Tests.Commands;

/// <summary>What commands do with a data folder that is not as usual.</summary>
public sealed class DatabaseStateTests : IDisposable
{
    private const string Route = "groq/openai/gpt-oss-120b";

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-commands-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Database => Path.Combine(Data, "gratis.db");

    [Fact]
    public async Task Without_a_database_facts_and_config_say_what_there_is_and_none_is_made()
    {
        var run = (await RunAsync("models", "--json")).ShouldBeDone();

        run.RouteIds.ShouldNotBeEmpty();
        run.RouteIds.ShouldAllBe(id => id.StartsWith("groq/"));
        run.Error.ShouldContain("There is no database");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_an_older_release_is_read_as_far_as_it_goes_and_left_as_it_is()
    {
        Make(connection => SqliteSchema.Upgrade(connection, Database, [.. Migration.BuiltIn.SkipLast(1)], DateTimeOffset.UnixEpoch));
        var before = File.ReadAllBytes(Database);

        var run = (await RunAsync("models", "--json")).ShouldBeDone();

        run.RouteIds.ShouldNotBeEmpty();
        run.Error.ShouldContain("an older release");
        File.ReadAllBytes(Database).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        Make(connection =>
        {
            SqliteSchema.Upgrade(connection, Database, Migration.BuiltIn, DateTimeOffset.UnixEpoch);
            Run(connection, "INSERT INTO schema_steps (number, name, checksum, applied_at) VALUES (999, '999_later.sql', 'x', 0)");
        });

        var run = await RunAsync("models");

        run.Exit.ShouldBe(ExitCodes.BadConfig);
        run.Error.ShouldContain("a newer release has written this database (schema 999");
        run.Error.ShouldContain(Database);
    }

    [Fact]
    public async Task The_database_of_another_program_is_refused()
    {
        Make(connection => Run(connection, "CREATE TABLE songs (title TEXT)"));

        var run = await RunAsync("models");

        run.Exit.ShouldBe(ExitCodes.BadConfig);
        run.Error.ShouldContain("another program");
    }

    [Fact]
    public async Task A_failure_of_the_copy_is_told_of_the_original()
    {
        Make(connection =>
        {
            SqliteSchema.Upgrade(connection, Database, Migration.BuiltIn, DateTimeOffset.UnixEpoch);
            Run(connection, "UPDATE schema_steps SET checksum = 'altered' WHERE number = 1");
        });

        var run = await RunAsync("models");

        run.Exit.ShouldBe(ExitCodes.BadConfig);
        run.Error.ShouldStartWith($"{Database}: schema step 001_settings.sql is not the one that was applied here");
    }

    [Fact]
    public void A_copy_is_its_readers_alone_and_gone_when_it_was_read()
    {
        Make(connection => SqliteSchema.Upgrade(connection, Database, Migration.BuiltIn, DateTimeOffset.UnixEpoch));

        string folder;
        using (var copy = DatabaseCopy.Take(Data, TimeSpan.FromSeconds(1)).ShouldNotBeNull())
        {
            folder = copy.Folder;
            File.Exists(Path.Combine(folder, "gratis.db")).ShouldBeTrue();
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task What_only_the_log_of_a_killed_gateway_holds_is_read_and_the_log_is_left_to_the_next_one()
    {
        var running = Path.Combine(_folder, "running");
        await using (var database = SqliteDatabase.Open(new SqliteOptions(running), TimeProvider.System, NullLogger<SqliteDatabase>.Instance))
        {
            await new OwnerEdits(new SqliteSettings(database)).EditAsync(Route, edit => edit with { Enabled = false }, CancellationToken.None);

            // What is on the disk now is what a kill would leave.
            Directory.CreateDirectory(Data);
            foreach (var file in Directory.GetFiles(running))
                File.Copy(file, Path.Combine(Data, Path.GetFileName(file)));
        }

        var before = (File.ReadAllBytes(Database), File.ReadAllBytes(Database + "-wal"));

        (await RunAsync("models", "--json")).ShouldBeDone().Row(Route).GetProperty("state").GetString().ShouldBe("disabled");

        File.ReadAllBytes(Database).ShouldBe(before.Item1);
        File.ReadAllBytes(Database + "-wal").ShouldBe(before.Item2);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.RunAsync(
            new Terminal(_folder) { Environment = new Dictionary<string, string> { ["GROQ_API_KEY"] = "planted-key-of-groq" } }, [.. arguments, "--data", Data]);

    private void Make(Action<SqliteConnection> make)
    {
        SqliteNative.Use();
        Directory.CreateDirectory(Data);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        make(connection);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
