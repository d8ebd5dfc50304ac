using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Configuration;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The image and the compose file, as far as they can be held without an engine to run them.</summary>
public sealed partial class ContainerTests
{
    private const string Dockerfile = "deploy/Dockerfile";
    private const string Replicas = "deploy/compose.replicas.yaml";

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
    public void Of_the_replicas_each_is_given_nothing_it_does_not_need_and_all_are_given_the_same()
    {
        var services = DeployFiles.Yaml(Replicas).At("services");
        var gratis = services.At("gratis-1");

        services.At("gratis-2").ShouldBe(gratis);
        gratis.Has("ports").ShouldBeFalse();
        gratis.At("read_only").Text().ShouldBe("true");
        gratis.At("cap_drop").Texts().ShouldBe(["ALL"]);
        gratis.At("depends_on", "database", "condition").Text().ShouldBe("service_healthy");
        foreach (var needed in new[] { "GRATIS_CLIENT_KEY", "GRATIS_ADMIN_TOKEN", "GRATIS_STORAGE_SECRET" })
            gratis.At("environment", needed).Text().ShouldStartWith($"${{{needed}:?");
        DeployFiles.Exists(gratis.At("build", "dockerfile").Text()).ShouldBeTrue();
    }

    [Fact]
    public void The_balancer_leads_to_every_replica_and_only_it_is_reached_from_outside()
    {
        var services = (YamlMappingNode)DeployFiles.Yaml(Replicas).At("services");
        var balancer = services.At("balancer");

        services.Children.Where(service => service.Value.Has("ports")).Select(service => service.Key.Text()).ShouldBe(["balancer"]);
        balancer.At("ports").Texts().ShouldBe(["127.0.0.1:8000:8000"]);
        var config = balancer.At("volumes").Texts().Single();
        config.ShouldStartWith("./Caddyfile:");
        var leads = DeployFiles.Read("deploy/Caddyfile").Split('\n').Single(line => line.Contains("reverse_proxy", StringComparison.Ordinal));
        foreach (var gateway in services.Children.Keys.Select(name => name.Text()).Where(name => name.StartsWith("gratis", StringComparison.Ordinal)))
            leads.ShouldContain($" {gateway}:8000 ");
    }

    [Fact]
    public void The_database_of_the_replicas_is_the_one_that_they_are_told_and_outlives_them()
    {
        var compose = DeployFiles.Yaml(Replicas);
        var database = compose.At("services", "database");
        var password = database.At("environment", "POSTGRES_PASSWORD").Text();

        compose.At("services", "gratis-1", "environment", "GRATIS_POSTGRES").Text().ShouldBe($"postgres://gratis:{password}@database/gratis");
        database.At("environment", "POSTGRES_USER").Text().ShouldBe("gratis");
        database.At("environment", "POSTGRES_DB").Text().ShouldBe("gratis");
        database.Has("healthcheck", "test").ShouldBeTrue();
        compose.Has("volumes", database.At("volumes").Texts().Single().Split(':')[0]).ShouldBeTrue();
    }

    [Fact]
    public void Every_variable_that_a_compose_file_asks_for_is_in_the_example()
    {
        var example = DeployFiles.Read("deploy/env.example");

        foreach (Match asked in AskedFor().Matches(DeployFiles.Read(Replicas) + DeployFiles.Read("deploy/compose.yaml")))
            example.ShouldContain(asked.Groups[1].Value + "=");
    }

    [Theory]
    [InlineData("deploy/compose.yaml")]
    [InlineData(Replicas)]
    public void Every_image_that_is_not_built_here_is_of_a_named_version(string file)
    {
        foreach (var service in ((YamlMappingNode)DeployFiles.Yaml(file).At("services")).Children.Values.Where(service => !service.Has("build")))
            service.At("image").Text().ShouldMatch(@"^[a-z]+:\d+(\.\d+)*$");
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

    [GeneratedRegex(@"\$\{([A-Z_]+):\?")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();
}
