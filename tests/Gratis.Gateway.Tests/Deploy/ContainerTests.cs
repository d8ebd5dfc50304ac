using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Configuration;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The image and the compose file, as far as they can be held without an engine to run them.</summary>
public sealed partial class ContainerTests
{
    private const string Dockerfile = "deploy/Dockerfile";

    [Fact]
    public void The_image_runs_as_nobody_special_and_says_whether_it_is_well()
    {
        var instructions = Instructions();

        instructions.Last(i => i.Name == "USER").What.ShouldBe("1654:1654");
        instructions.ShouldContain(i => i.Name == "HEALTHCHECK");
        instructions.ShouldContain(i => i.Name == "VOLUME" && i.What == "/data");
        instructions.Last(i => i.Name == "FROM").What.ShouldContain("chiseled-extra", customMessage: "time zones are needed, a shell is not");
    }

    [Fact]
    public void What_the_image_copies_is_in_the_repository_and_not_ignored()
    {
        var ignored = DeployFiles.Read(".dockerignore").Split('\n');
        var copied = Instructions().Where(i => i.Name == "COPY" && !i.What.StartsWith("--from", StringComparison.Ordinal)).Select(i => i.What.Split(' ')[0]).ToList();

        copied.ShouldContain("deploy/gratis.yaml");
        copied.ShouldAllBe(path => DeployFiles.Exists(path));
        ignored.ShouldNotContain("src");
        ignored.ShouldNotContain("deploy");
    }

    [Fact]
    public void Every_base_image_is_of_a_named_version() =>
        Instructions().Where(i => i.Name == "FROM").ShouldAllBe(i => i.What.Contains(':') && !i.What.Contains(":latest"));

    [Fact]
    public void The_compose_file_gives_it_nothing_it_does_not_need()
    {
        var gratis = DeployFiles.Yaml("deploy/compose.yaml").At("services", "gratis");

        gratis.At("read_only").Text().ShouldBe("true");
        gratis.At("cap_drop").Texts().ShouldBe(["ALL"]);
        gratis.At("ports").Texts().ShouldBe(["127.0.0.1:8000:8000"]);
        gratis.At("volumes").Texts().ShouldContain("data:/data");
        gratis.At("environment", "GRATIS_CLIENT_KEY").Text().ShouldStartWith("${GRATIS_CLIENT_KEY:?");
        DeployFiles.Exists("deploy/" + gratis.At("volumes").Texts().Single(volume => volume.StartsWith("./", StringComparison.Ordinal))[2..].Split(':')[0]).ShouldBeTrue();
        DeployFiles.Exists(gratis.At("build", "dockerfile").Text()).ShouldBeTrue();
    }

    [Fact]
    public void Their_config_lets_in_whoever_has_the_client_key()
    {
        var config = Reading.Valid(DeployFiles.Read("deploy/gratis.yaml"), DeployFiles.Read("deploy/env.example"), ("GRATIS_CLIENT_KEY", "from-the-env-file"));

        config.Auth.ClientKeys.Single().Key!.Reveal().ShouldBe("from-the-env-file");
        config.Auth.AdminToken.ShouldBeNull();
    }

    [Fact]
    public void Without_a_client_key_there_is_none()
    {
        Reading.Valid(DeployFiles.Read("deploy/gratis.yaml")).Auth.ClientKeys.ShouldBeEmpty();
    }

    private static List<(string Name, string What)> Instructions() =>
    [
        .. Continuation().Replace(DeployFiles.Read(Dockerfile), " ").Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1].Trim())),
    ];

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();
}
