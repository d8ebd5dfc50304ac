using System.Text.Json;
using System.Text.RegularExpressions;
using Gratis.Gateway.Tests.Configuration;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The Helm chart: its templates use what its values have, and its values are what its schema says.</summary>
public sealed partial class ChartTests
{
    private const string Chart = "deploy/helm/gratis";

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
    public void One_gateway_owns_the_books()
    {
        var deployment = DeployFiles.Read(Chart + "/templates/deployment.yaml");

        deployment.ShouldContain("replicas: 1\n");
        deployment.ShouldContain("type: Recreate");
        deployment.ShouldContain("readOnlyRootFilesystem: true");
    }

    [Fact]
    public void Its_config_lets_in_whoever_has_the_client_key() =>
        Reading.Valid(DeployFiles.Yaml(Chart + "/values.yaml").At("config").Text(), null, ("GRATIS_CLIENT_KEY", "from-the-secret")).Auth.ClientKeys.Single().Name.ShouldBe("default");

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
