using System.Text.Json;
using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Configuration;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The Helm chart: its templates use what its values have, and its values are what its schema says.</summary>
public sealed partial class ChartTests
{
    private const string Chart = "deploy/helm/gratis";

    // The conditions of the templates, as they are written there.
    private const string IsShared = "include \"gratis.shared\" .";
    private const string IsSeveral = "include \"gratis.several\" .";
    private const string IsSeveralAlone = "and (include \"gratis.several\" .) (not (include \"gratis.shared\" .))";
    private const string HasSharedSecret = ".Values.postgres.existingSecret";
    private const string HasVolume = "and .Values.persistence.enabled (not (include \"gratis.shared\" .))";
    private const string ClaimsVolume = "and .Values.persistence.enabled (not .Values.persistence.existingClaim) (not (include \"gratis.shared\" .))";
    private const string CanSleep = "and (include \"gratis.several\" .) (semverCompare \">=1.30-0\" .Capabilities.KubeVersion.Version)";

    private static IEnumerable<string> Templates => DeployFiles.In(Chart + "/templates", "*.*");

    public static TheoryData<string> TemplateFiles => [.. Templates];

    [Theory]
    [MemberData(nameof(TemplateFiles))]
    public void Every_value_that_a_template_uses_has_a_default(string template)
    {
        var values = DeployFiles.Yaml(Chart + "/values.yaml");

        // What secrets hold is for the owner to say.
        var used = Value().Matches(DeployFiles.Read(template)).Select(match => match.Groups[1].Value).Where(path => !path.StartsWith("secrets.", StringComparison.Ordinal));

        used.ShouldAllBe(path => values.Has(path.Split('.')));
    }

    [Theory]
    [MemberData(nameof(TemplateFiles))]
    public void Every_block_of_a_template_is_closed(string template)
    {
        var text = DeployFiles.Read(template);
        Regex.Count(text, "{{").ShouldBe(Regex.Count(text, "}}"));

        var depth = 0;
        foreach (Match block in Block().Matches(text))
        {
            depth += block.Groups[1].Value == "end" ? -1 : 1;
            depth.ShouldBeGreaterThanOrEqualTo(0, block.Value);
        }

        depth.ShouldBe(0);
    }

    [Fact]
    public void Every_template_that_is_included_is_defined()
    {
        var defined = Named("define").ToList();

        Named("include").Distinct().ShouldAllBe(name => defined.Contains(name));
        defined.ShouldBeUnique();
    }

    [Fact]
    public void The_schema_knows_the_values_and_no_others()
    {
        using var schema = JsonDocument.Parse(DeployFiles.Read(Chart + "/values.schema.json"));

        ShouldMatch(DeployFiles.Yaml(Chart + "/values.yaml"), schema.RootElement, "");
    }

    [Fact]
    public void One_gateway_without_PostgreSQL_owns_its_volume_and_ends_before_the_next_begins()
    {
        var alone = new ChartShape(Chart + "/templates", HasVolume, ClaimsVolume);
        var spec = alone.Render("deployment.yaml")!.At("spec");

        spec.At("strategy", "type").Text().ShouldBe("Recreate");
        Volume(spec, "data").Has("persistentVolumeClaim").ShouldBeTrue();
        Pod(spec).Has("topologySpreadConstraints").ShouldBeFalse();
        Names(Container(spec).At("envFrom")).Count.ShouldBe(1);
        alone.Render("pvc.yaml").ShouldNotBeNull();
        alone.Render("pdb.yaml").ShouldBeNull();
    }

    [Fact]
    public void Several_on_PostgreSQL_claim_no_volume_follow_one_another_and_keep_apart()
    {
        var several = new ChartShape(Chart + "/templates", IsShared, IsSeveral, HasSharedSecret, CanSleep);
        var spec = several.Render("deployment.yaml")!.At("spec");

        spec.At("strategy", "type").Text().ShouldBe("RollingUpdate");
        spec.At("strategy", "rollingUpdate", "maxUnavailable").Text().ShouldBe("0");
        Volume(spec, "data").Has("emptyDir").ShouldBeTrue();
        Names(Container(spec).At("envFrom")).Count.ShouldBe(2);
        Pod(spec).At("topologySpreadConstraints").ShouldBeOfType<YamlSequenceNode>().Single().At("topologyKey").Text().ShouldBe("kubernetes.io/hostname");
        several.Render("pvc.yaml").ShouldBeNull();
        several.Render("pdb.yaml")!.At("spec", "maxUnavailable").Text().ShouldBe("1");
    }

    [Fact]
    public void Several_without_PostgreSQL_are_refused_with_what_to_do() =>
        Should.Throw<ChartRefusal>(() => new ChartShape(Chart + "/templates", IsSeveralAlone).Render("deployment.yaml")).Message.ShouldContain("postgres.existingSecret");

    [Theory]
    [InlineData(HasVolume)]
    [InlineData(IsShared, IsSeveral, HasSharedSecret, CanSleep)]
    public void Whatever_its_shape_it_is_looked_after_and_may_do_little(params string[] holds)
    {
        var spec = new ChartShape(Chart + "/templates", holds).Render("deployment.yaml")!.At("spec");

        foreach (var probe in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
            Container(spec).Has(probe, "httpGet").ShouldBeTrue(probe);
        Container(spec).At("securityContext", "readOnlyRootFilesystem").Text().ShouldBe("true");
        Pod(spec).At("securityContext", "runAsNonRoot").Text().ShouldBe("true");
    }

    [Fact]
    public void What_the_shapes_depend_on_is_written_in_the_templates()
    {
        var all = string.Concat(Templates.Select(DeployFiles.Read));

        new[] { IsShared, IsSeveral, IsSeveralAlone, HasSharedSecret, HasVolume, ClaimsVolume, CanSleep }.ShouldAllBe(condition => all.Contains("if " + condition + " }}", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_config_lets_in_whoever_has_the_client_key() =>
        Reading.Valid(DeployFiles.Yaml(Chart + "/values.yaml").At("config").Text(), null, ("GRATIS_CLIENT_KEY", "from-the-secret")).Auth.ClientKeys.Single().Name.ShouldBe("default");

    private static YamlNode Pod(YamlNode spec) => spec.At("template", "spec");

    private static YamlNode Container(YamlNode spec) => ((YamlSequenceNode)Pod(spec).At("containers")).Single();

    private static YamlNode Volume(YamlNode spec, string name) => ((YamlSequenceNode)Pod(spec).At("volumes")).Single(volume => volume.At("name").Text() == name);

    private static List<string> Names(YamlNode secrets) => [.. ((YamlSequenceNode)secrets).Select(secret => secret.At("secretRef", "name").Text())];

    private static void ShouldMatch(YamlMappingNode values, JsonElement schema, string path)
    {
        var known = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ToList();
        var written = values.Children.Keys.Select(key => key.Text()).ToList();
        written.ShouldBe(known.Where(name => name != "global"), ignoreOrder: true, customMessage: path);
        foreach (var (key, value) in values.Children)
        {
            if (value is YamlMappingNode inner && schema.GetProperty("properties").GetProperty(key.Text()).TryGetProperty("properties", out _))
                ShouldMatch(inner, schema.GetProperty("properties").GetProperty(key.Text()), $"{path}.{key.Text()}");
        }
    }

    private static IEnumerable<string> Named(string verb) =>
        Templates.SelectMany(template => Regex.Matches(DeployFiles.Read(template), verb + " \"([^\"]+)\"")).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\.Values\.([A-Za-z.]+)")]
    private static partial Regex Value();

    [GeneratedRegex(@"{{-?\s*(if|with|range|define|end)\b")]
    private static partial Regex Block();
}
