using System.Text;
using System.Text.RegularExpressions;
using Gratis.AspNetCore.Access;
using Gratis.Gateway.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Gateway.Tests.Access;

public sealed partial class AdminTokenTests
{
    private const string NoToken = "discovery: { enabled: false }";

    [Fact]
    public async Task A_token_from_the_environment_is_the_admin_token_and_none_is_printed()
    {
        await using var gateway = await TestGateway.StartAsync(
            NoToken, new GatewaySetup { Environment = new Dictionary<string, string> { ["GRATIS_ADMIN_TOKEN"] = "from-the-environment" } });

        IsAdmin(gateway, "from-the-environment").ShouldBeTrue();
        Printed().IsMatch(gateway.Terminal).ShouldBeFalse();
        gateway.Terminal.ShouldNotContain("from-the-environment");
    }

    [Fact]
    public async Task A_token_from_the_config_is_the_admin_token_and_follows_it()
    {
        await using var gateway = await TestGateway.StartAsync("auth: { admin_token: from-the-config }");
        IsAdmin(gateway, "from-the-config").ShouldBeTrue();

        await gateway.ReloadAsync("auth: { admin_token: another-token }");

        IsAdmin(gateway, "another-token").ShouldBeTrue();
        IsAdmin(gateway, "from-the-config").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_one_a_token_is_printed_once_kept_as_a_hash_and_good_after_a_restart()
    {
        await using var gateway = await TestGateway.StartAsync(NoToken);
        var token = Printed().Matches(gateway.Terminal).ShouldHaveSingleItem().Groups["token"].Value;

        IsAdmin(gateway, token).ShouldBeTrue();
        gateway.Log.Text.ShouldNotContain(token);
        await gateway.RestartAsync();

        IsAdmin(gateway, token).ShouldBeTrue();
        Printed().Count(gateway.Terminal).ShouldBe(1);
        await gateway.StopAsync();
        foreach (var file in Directory.EnumerateFiles(gateway.DataFolder, "*", SearchOption.AllDirectories))
            (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)).ShouldBe(-1, file);
    }

    [Fact]
    public async Task An_own_token_replaces_the_generated_one()
    {
        await using var gateway = await TestGateway.StartAsync(NoToken);
        var generated = Printed().Match(gateway.Terminal).Groups["token"].Value;

        await gateway.RestartAsync("auth: { admin_token: my-own-token }");

        IsAdmin(gateway, "my-own-token").ShouldBeTrue();
        IsAdmin(gateway, generated).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    public async Task No_empty_token_is_ever_the_admin_token(string presented)
    {
        await using var gateway = await TestGateway.StartAsync(NoToken);

        IsAdmin(gateway, presented).ShouldBeFalse();
    }

    private static bool IsAdmin(TestGateway gateway, string token) => gateway.Services.GetRequiredService<AccessControl>().Current.IsAdmin(token);

    [GeneratedRegex(@"Admin token, shown this once: (?<token>\S{32,})")]
    private static partial Regex Printed();
}
