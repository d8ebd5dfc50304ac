using System.IO.Compression;
using Gratis.Gateway.Tests.Accounts;
using Gratis.Gateway.Tests.Fixtures;

namespace Gratis.Gateway.Tests.Upkeep;

/// <summary>Backup and restoring over HTTP: out while the gateway serves, in when it starts again.</summary>
public sealed class BackupEndpointTests
{
    private const string Passphrase = "richtig · häßlich · 密码";
    private const string Restore = "/admin/api/restore";

    [Fact]
    public async Task What_was_backed_up_is_in_force_again_after_the_next_start_and_what_it_replaced_is_kept()
    {
        await using var world = await AccountsWorld.StartAsync();
        var gateway = world.Gateway;
        await gateway.IssueAsync("""{"name":"kept"}""");
        var archive = await BackUpAsync(gateway, "{}");
        NamesIn(archive).ShouldBe(["gratis.db", "manifest.json"]);
        await gateway.IssueAsync("""{"name":"too late"}""");

        var staged = (await StageAsync(gateway, archive)).ShouldBeServed();
        staged.Json.GetProperty("waiting").GetProperty("with_secrets").GetBoolean().ShouldBeFalse();
        (await ClientsAsync(gateway)).ShouldBe(["kept", "too late"]);
        await gateway.RestartAsync();

        (await ClientsAsync(gateway)).ShouldBe(["kept"]);
        (await gateway.OwnerAsync(HttpMethod.Get, Restore)).ShouldBeServed().Json.GetProperty("waiting").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var aside = Directory.GetDirectories(gateway.DataFolder, "before-restore-*").ShouldHaveSingleItem();
        File.Exists(Path.Combine(aside, "gratis.db")).ShouldBeTrue();
        gateway.Log.Text.ShouldContain("A backup was put in place");
    }

    [Fact]
    public async Task Keys_of_providers_go_along_sealed_and_serve_where_they_are_restored()
    {
        await using var world = await AccountsWorld.StartAsync();
        (await world.OwnerAsync(HttpMethod.Post, json: $$"""{"provider":"mine","key":"{{AccountsWorld.First}}"}""")).Status.ShouldBe(201);
        var archive = await BackUpAsync(world.Gateway, $$"""{"passphrase":"{{Passphrase}}"}""");
        NamesIn(archive).ShouldBe(["gratis.db", "manifest.json", "secrets.sealed"]);

        await using var other = await AccountsWorld.StartAsync();
        (await StageAsync(other.Gateway, archive, "not the passphrase")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("passphrase is not the one");
        (await StageAsync(other.Gateway, archive, Passphrase)).ShouldBeServed().Json.GetProperty("waiting").GetProperty("with_secrets").GetBoolean().ShouldBeTrue();
        await other.Gateway.RestartAsync();

        (await other.Gateway.ChatAsync("mine/m")).ShouldBeServed();
        other.Upstream.ChatKeys[^1].ShouldBe(AccountsWorld.First);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_leaves_nothing_behind()
    {
        await using var world = await AccountsWorld.StartAsync();
        var archive = await BackUpAsync(world.Gateway, "{}");
        var before = Directory.GetDirectories(world.Gateway.DataFolder);

        foreach (var bad in (byte[][])[[], "no zip at all"u8.ToArray(), archive[..(archive.Length / 2)]])
            (await StageAsync(world.Gateway, bad)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("Nothing was changed");
        (await StageAsync(world.Gateway, archive, Passphrase)).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("holds no secrets");

        Directory.GetDirectories(world.Gateway.DataFolder).ShouldBe(before);
    }

    [Fact]
    public async Task What_waits_can_be_forgotten()
    {
        await using var world = await AccountsWorld.StartAsync();
        (await StageAsync(world.Gateway, await BackUpAsync(world.Gateway, "{}"))).ShouldBeServed();
        await world.Gateway.IssueAsync("""{"name":"stays"}""");

        (await world.Gateway.OwnerAsync(HttpMethod.Delete, Restore)).Status.ShouldBe(204);
        await world.Gateway.RestartAsync();

        (await ClientsAsync(world.Gateway)).ShouldBe(["stays"]);
    }

    [Fact]
    public async Task Secrets_in_clear_and_short_passphrases_are_refused()
    {
        await using var world = await AccountsWorld.StartAsync("api_keys: [ in-clear-in-the-file ]");

        (await world.Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/backup", """{"config":true}""")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("secrets in clear");
        (await world.Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/backup", """{"passphrase":"short"}""")).ShouldBeError(400, "invalid_request").ErrorMessage.ShouldContain("shorter than");
        (await world.Gateway.OwnerAsync(HttpMethod.Post, "/admin/api/backup", """{"everything":true}""")).ShouldBeError(400, "invalid_request");
        (await world.Gateway.SendAsync(HttpMethod.Post, "/admin/api/backup", null)).Status.ShouldBe(401);
    }

    private static async Task<byte[]> BackUpAsync(TestGateway gateway, string wish)
    {
        using var request = gateway.Request(HttpMethod.Post, "/admin/api/backup", System.Text.Encoding.UTF8.GetBytes(wish), ("Authorization", "Bearer " + Owner.Token));
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        response.Content.Headers.ContentDisposition!.FileName!.ShouldMatch("^\"?gratis-\\d{8}-\\d{6}\\.zip\"?$");
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static Task<Reply> StageAsync(TestGateway gateway, byte[] archive, string? passphrase = null) => gateway.SendAsync(
        HttpMethod.Post, Restore, archive,
        [("Authorization", "Bearer " + Owner.Token), .. passphrase is null ? Array.Empty<(string, string)>() : [("X-Gateway-Passphrase", Uri.EscapeDataString(passphrase))]]);

    private static IEnumerable<string> NamesIn(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        return [.. zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    private static async Task<IEnumerable<string>> ClientsAsync(TestGateway gateway) =>
        (await gateway.OwnerAsync(HttpMethod.Get, "/admin/api/client-keys")).ShouldBeServed().Json.GetProperty("client_keys").EnumerateArray()
            .Select(key => key.GetProperty("name").GetString()!).Order(StringComparer.Ordinal);
}
