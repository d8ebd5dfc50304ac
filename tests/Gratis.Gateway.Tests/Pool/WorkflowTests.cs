using System.Text.RegularExpressions;
using Gratis.Gateway.Commands;
using Gratis.Gateway.Tests.Configuration;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Pool;

/// <summary>The workflows that users copy are YAML, ask for little, and name commands that exist.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Repository.Path("deploy/workflows"), "*.yml").Select(file => Path.GetFileName(file))];

    [Fact]
    public void There_are_two_of_them() => Files.Select(row => row.Data).ShouldBe(["openrouter-pool.yml", "free-models-table.yml"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_runs_by_the_clock_one_at_a_time_with_the_rights_it_needs(string file)
    {
        var root = Parse(file);

        root["on"]["schedule"][0]["cron"].ToString().Split(' ').Length.ShouldBe(5);
        ((YamlMappingNode)root["on"]).Children.ContainsKey("workflow_dispatch").ShouldBeTrue();
        ((YamlMappingNode)root["permissions"]).Children.ShouldBeEmpty();
        root["concurrency"]["cancel-in-progress"].ToString().ShouldBe("false");
        root["concurrency"]["group"].ToString().ShouldBe(Path.GetFileNameWithoutExtension(file));
        var rights = (YamlMappingNode)root["jobs"]["update"]["permissions"];
        string[] expected = file == "openrouter-pool.yml" ? ["contents", "pull-requests"] : ["contents"];
        rights.Children.Keys.Select(key => key.ToString()).ShouldBe(expected);
        foreach (var step in Steps(root))
        {
            if (step.Children.TryGetValue("uses", out var action))
                Pinned().IsMatch(action.ToString()).ShouldBeTrue(action.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_command_that_it_names_exists_and_parses(string file)
    {
        var root = Parse(file);
        var variables = ((YamlMappingNode)root["env"]).Children.ToDictionary(entry => "$" + entry.Key, entry => entry.Value.ToString());
        var lines = Steps(root)
            .Where(step => step.Children.ContainsKey("run"))
            .SelectMany(step => step["run"].ToString().Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("gratis ", StringComparison.Ordinal))
            .ToArray();

        lines.ShouldNotBeEmpty();
        foreach (var line in lines)
        {
            var typed = line["gratis ".Length..].Split(" > ")[0];
            foreach (var (name, value) in variables)
                typed = typed.Replace(name, value, StringComparison.Ordinal);
            GratisCommand.Create(() => throw new InvalidOperationException()).Parse(typed).Errors.ShouldBeEmpty(typed);
        }
    }

    private static YamlMappingNode Parse(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read("deploy/workflows/" + file)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode root) => ((YamlSequenceNode)root["jobs"]["update"]["steps"]).Children.Cast<YamlMappingNode>();

    [GeneratedRegex(@"^[a-z-]+/[a-z-]+@v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
