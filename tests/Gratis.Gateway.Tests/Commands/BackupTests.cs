using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Backup;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Commands;

/// <summary><c>gratis backup</c> and <c>gratis restore</c>.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "correct horse battery staple";

    private readonly string _folder = Directory.CreateTempSubdirectory("gratis-backup-").FullName;

    private string Archive => Path.Combine(_folder, "archive.zip");

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task What_a_running_gateway_knows_is_known_again_after_a_restore()
    {
        await using var world = await ListedWorld.StartAsync("limits: { rpd: 5 }");
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
        await world.Owner.EditAsync(ListedWorld.FreeRoute, edit => edit with { Enabled = false }, TestContext.Current.CancellationToken);

        var backup = (await world.RunAsync("backup", Archive, "--json")).ShouldBeDone();
        await world.Owner.EditAsync(ListedWorld.FreeRoute, edit => edit with { Enabled = true }, TestContext.Current.CancellationToken);
        await world.Gateway.StopAsync();
        var restore = (await world.RunAsync("restore", Archive, "--json")).ShouldBeDone();

        backup.Json.GetProperty("members")[0].GetProperty("name").GetString().ShouldBe("gratis.db");
        (await world.RunAsync("models", "--json")).ShouldBeDone().Row(ListedWorld.FreeRoute).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await world.RunAsync("quotas", "--json")).ShouldBeDone().Out.ShouldContain("\"remaining\": ");
        var aside = restore.Json.GetProperty("kept_aside").GetString()!;
        aside.ShouldStartWith(world.Gateway.DataFolder + ".before-restore-");
        File.Exists(Path.Combine(aside, "gratis.db")).ShouldBeTrue();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(world.Gateway.DataFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // A gateway starts on it and goes on counting.
        await world.Gateway.RestartAsync();
        await world.Owner.EditAsync(ListedWorld.FreeRoute, edit => edit with { Enabled = true }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_running_gateway()
    {
        await using var world = await ListedWorld.StartAsync();
        (await world.RunAsync("backup", Archive)).ShouldBeDone();
        var before = Directory.GetFileSystemEntries(world.Gateway.Folder).Order().ToList();

        var run = await world.RunAsync("restore", Archive);

        run.Exit.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("uses the database");
        run.Error.ShouldContain("Nothing was changed.");
        Directory.GetFileSystemEntries(world.Gateway.Folder).Order().ShouldBe(before);
        (await world.Gateway.ChatAsync(ListedWorld.FreeRoute)).ShouldBeServed();
    }

    [Fact]
    public async Task The_log_of_requests_is_in_no_backup_and_stays_when_one_is_restored()
    {
        await MakeDataAsync("requests.db", "the log as it was");
        (await RunAsync(Passphrase + "\n", "backup", Archive, "--with-secrets")).ShouldBeDone();
        Entries(Archive).ShouldBe(["gratis.db", "manifest.json"]);
        await File.WriteAllTextAsync(Path.Combine(Data, "requests.db"), "the log as it is", TestContext.Current.CancellationToken);

        (await RunAsync(null, "restore", Archive)).ShouldBeDone();

        (await File.ReadAllTextAsync(Path.Combine(Data, "requests.db"), TestContext.Current.CancellationToken)).ShouldBe("the log as it is");
    }

    [Fact]
    public async Task Secrets_leave_only_sealed_and_come_back_only_with_their_passphrase()
    {
        await MakeDataAsync("ring/key-1.xml", "the-secret-key");

        (await RunAsync(null, "backup", Archive)).ShouldBeDone();
        Entries(Archive).ShouldBe(["gratis.db", "manifest.json"]);
        var sealedFile = Path.Combine(_folder, "sealed.zip");
        (await RunAsync(Passphrase + "\n", "backup", sealedFile, "--with-secrets")).ShouldBeDone();
        Entries(sealedFile).ShouldBe(["gratis.db", "manifest.json", "secrets.sealed"]);
        Contains(sealedFile, "the-secret-key").ShouldBeFalse();
        Contains(sealedFile, "key-1.xml").ShouldBeFalse();

        Directory.Delete(Data, recursive: true);
        var wrong = await RunAsync("a wrong passphrase\n", "restore", sealedFile, "--with-secrets");
        (wrong.Exit, Directory.Exists(Data)).ShouldBe((ExitCodes.Failed, false));
        wrong.Error.ShouldContain("passphrase is not the one");
        Directory.GetFileSystemEntries(_folder).ShouldAllBe(path => !path.Contains(".restoring-"));

        (await RunAsync(Passphrase + "\n", "restore", sealedFile, "--with-secrets")).ShouldBeDone();
        (await File.ReadAllTextAsync(Path.Combine(Data, "ring", "key-1.xml"), TestContext.Current.CancellationToken)).ShouldBe("the-secret-key");
        File.Exists(Path.Combine(Data, "secrets.sealed")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_secrets_in_it_a_backup_leaves_those_that_are_there()
    {
        await MakeDataAsync("ring/key-1.xml", "old");
        (await RunAsync(null, "backup", Archive)).ShouldBeDone();
        await File.WriteAllTextAsync(Path.Combine(Data, "ring", "key-1.xml"), "new", TestContext.Current.CancellationToken);

        (await RunAsync(null, "restore", Archive)).ShouldBeDone();

        (await File.ReadAllTextAsync(Path.Combine(Data, "ring", "key-1.xml"), TestContext.Current.CancellationToken)).ShouldBe("new");
    }

    [Theory]
    [InlineData(null, "no passphrase")]
    [InlineData("short\n", "shorter than 12")]
    public async Task No_secret_is_sealed_without_a_passphrase_worth_it(string? typed, string reason)
    {
        await MakeDataAsync("ring/key", "x");

        var run = await RunAsync(typed, "backup", Archive, "--with-secrets");

        run.Exit.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain(reason);
        File.Exists(Archive).ShouldBeFalse();
    }

    [Fact]
    public async Task The_config_goes_along_where_it_is_wanted_with_a_warning_where_it_holds_secrets()
    {
        await MakeDataAsync("ring/key", "x");
        var config = Path.Combine(_folder, "gratis.yaml");
        await File.WriteAllTextAsync(config, "providers: { groq: { api_key: planted-key-of-groq } }\n", TestContext.Current.CancellationToken);

        var backup = (await RunAsync(null, "backup", Archive, "--with-config")).ShouldBeDone();
        await File.WriteAllTextAsync(config, "server: { port: 1 }\n", TestContext.Current.CancellationToken);
        (await RunAsync(null, "restore", Archive)).ShouldBeDone();
        (await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken)).ShouldBe("server: { port: 1 }\n");
        var restore = (await RunAsync(null, "restore", Archive, "--with-config", "--json")).ShouldBeDone();

        backup.Error.ShouldContain("providers.groq.api_key");
        backup.Error.ShouldNotContain("planted");
        (await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken)).ShouldContain("planted-key-of-groq");
        (await File.ReadAllTextAsync(restore.Json.GetProperty("config_kept_aside").GetString()!, TestContext.Current.CancellationToken)).ShouldBe("server: { port: 1 }\n");
        Directory.GetFileSystemEntries(_folder).ShouldAllBe(path => !path.Contains(".restoring-"));
    }

    [Fact]
    public async Task Where_there_is_nothing_to_back_up_or_to_restore_that_is_said()
    {
        var none = await RunAsync(null, "backup", Archive);
        none.Exit.ShouldBe(ExitCodes.Failed);
        none.Error.ShouldContain("There is no database in " + Data);
        (await RunAsync(null, "restore", Archive)).Exit.ShouldBe(ExitCodes.Failed);

        await MakeDataAsync("ring/key", "x");
        (await RunAsync(null, "backup", Archive)).ShouldBeDone();
        var again = await RunAsync(null, "backup", Archive);
        again.Exit.ShouldBe(ExitCodes.Failed);
        again.Error.ShouldContain("overwrites nothing");
        (await RunAsync(Passphrase, "restore", Archive, "--with-secrets")).Error.ShouldContain("holds no secrets");
        (await RunAsync(null, "restore", Archive, "--with-config")).Error.ShouldContain("holds no config");
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "foreign", "which no backup of this program does" },
        { "traversal", "which no backup of this program does" },
        { "missing", "is not what the archive says" },
        { "altered", "is damaged" },
        { "larger", "unpacks to more than it says" },
        { "newer", "A newer release" },
        { "format", "is of format 2" },
        { "no-manifest", "has no manifest.json" },
        { "huge-manifest", "unpacks to more" },
        { "negative", "larger than any can be" },
        { "no-database", "holds no database" },
        { "other-database", "another program" },
        { "cut", "no archive that can be read" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task An_archive_that_is_not_as_it_should_be_changes_nothing(string how, string reason)
    {
        await MakeDataAsync("ring/key", "x");
        (await RunAsync(null, "backup", Archive)).ShouldBeDone();
        var before = Snapshot();
        Spoil(how);

        var run = await RunAsync(null, "restore", Archive);

        run.Exit.ShouldBe(ExitCodes.Failed, run.Out);
        run.Error.ShouldContain(reason == "is not what the archive says" ? "is not what it says it holds" : reason);
        Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("ring/key", true)]
    [InlineData("key", true)]
    [InlineData("../key", false)]
    [InlineData("ring/../../key", false)]
    [InlineData("/etc/key", false)]
    [InlineData("C:/key", false)]
    [InlineData("ring\\..\\key", false)]
    [InlineData("ring//key", false)]
    [InlineData("./key", false)]
    [InlineData("ring/", false)]
    [InlineData("", false)]
    public void Secrets_land_only_below_their_folder(string path, bool expected) => SecretFiles.IsInside(path).ShouldBe(expected);

    [Fact]
    public async Task Sealed_secrets_with_a_path_out_of_their_folder_are_refused()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            Add(zip, "../outside", "x"u8.ToArray());

        (await Should.ThrowAsync<BackupFault>(SecretFiles.UnpackAsync(packed.ToArray(), Path.Combine(_folder, "in"), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("../outside");
        File.Exists(Path.Combine(_folder, "outside")).ShouldBeFalse();
    }

    [Fact]
    public void A_seal_opens_with_its_passphrase_alone_and_not_once_a_byte_of_it_was_changed()
    {
        var secret = "all the keys"u8.ToArray();
        var one = SealedSecrets.Seal(secret, Passphrase);

        SealedSecrets.Open(one, Passphrase).ShouldBe(secret);
        SealedSecrets.Seal(secret, Passphrase).ShouldNotBe(one);
        Should.Throw<BackupFault>(() => SealedSecrets.Open(one, Passphrase + " "));
        foreach (var place in new[] { 0, 9, 13, 30, 50, one.Length - 1 })
        {
            var spoiled = one.ToArray();
            spoiled[place] ^= 1;
            Should.Throw<BackupFault>(() => SealedSecrets.Open(spoiled, Passphrase), $"byte {place}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task MakeDataAsync(string secret, string content)
    {
        await using (Storage.SqliteDatabase.Open(new Storage.SqliteOptions(Data), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Storage.SqliteDatabase>.Instance))
        {
            // An empty database of this release.
        }

        var path = Path.Combine(Data, secret);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
    }

    private Task<CommandRun> RunAsync(string? typed, params string[] arguments) => CommandRun.RunAsync(new Terminal(_folder) { Input = typed }, [.. arguments, "--data", Data]);

    private static IReadOnlyList<string> Entries(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        return [.. zip.Entries.Select(entry => entry.FullName).Order()];
    }

    private static bool Contains(string archive, string text)
    {
        using var zip = ZipFile.OpenRead(archive);
        var needle = Encoding.UTF8.GetBytes(text);
        return zip.Entries.Any(entry =>
        {
            using var content = new MemoryStream();
            using (var from = entry.Open())
                from.CopyTo(content);
            return content.ToArray().AsSpan().IndexOf(needle) >= 0;
        });
    }

    /// <summary>Everything in the folder but the archive itself.</summary>
    private List<string> Snapshot() =>
        [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => file != Archive).Order()
            .Select(file => file + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];

    private void Spoil(string how)
    {
        if (how == "cut")
        {
            File.WriteAllBytes(Archive, File.ReadAllBytes(Archive)[..100]);
            return;
        }

        var files = new Dictionary<string, byte[]>();
        using (var zip = ZipFile.OpenRead(Archive))
        {
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                using (var from = entry.Open())
                    from.CopyTo(content);
                files[entry.FullName] = content.ToArray();
            }
        }

        var manifest = JsonNode.Parse(files["manifest.json"])!;
        var database = manifest["members"]![0]!;
        switch (how)
        {
            case "foreign":
                files["extra.txt"] = [1];
                break;
            case "traversal":
                files["../../gratis.db"] = [1];
                break;
            case "missing":
                files.Remove("gratis.db");
                break;
            case "altered":
                files["gratis.db"][100] ^= 1;
                break;
            case "larger":
                database["bytes"] = 100;
                break;
            case "newer":
                manifest["schema"] = 9999;
                break;
            case "format":
                manifest["format"] = 2;
                break;
            case "negative":
                database["bytes"] = -1;
                break;
            case "no-database":
                files.Remove("gratis.db");
                manifest["members"]!.AsArray().Clear();
                break;
            case "other-database":
                Replace(database, files, OtherDatabase());
                break;
        }

        files["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        if (how == "huge-manifest")
            files["manifest.json"] = new byte[1_000_000];
        if (how == "no-manifest")
            files.Remove("manifest.json");
        File.Delete(Archive);
        using var spoiled = ZipFile.Open(Archive, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
            Add(spoiled, name, content);
    }

    private static void Replace(JsonNode member, Dictionary<string, byte[]> files, byte[] content)
    {
        files["gratis.db"] = content;
        member["bytes"] = content.Length;
        member["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private byte[] OtherDatabase()
    {
        var path = Path.Combine(_folder, "other.sqlite");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var make = connection.CreateCommand();
            make.CommandText = "CREATE TABLE songs (title TEXT)";
            make.ExecuteNonQuery();
        }

        var content = File.ReadAllBytes(path);
        File.Delete(path);
        return content;
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var into = zip.CreateEntry(name).Open();
        into.Write(content);
    }
}
