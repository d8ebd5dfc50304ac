using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Gratis.Gateway.Tests.Deploy;

/// <summary>The workflows: they parse, ask for no more rights than they need, and build what is there.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files => [.. DeployFiles.In(".github/workflows", "*.yml")];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_workflow_begins_with_no_right_but_to_read(string file) =>
        DeployFiles.Yaml(file).At("permissions").ShouldBe(new YamlMappingNode("contents", "read"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_job_ends_by_itself_and_every_action_is_of_a_named_version(string file)
    {
        foreach (var (_, job) in ((YamlMappingNode)DeployFiles.Yaml(file).At("jobs")).Children)
        {
            int.Parse(job.At("timeout-minutes").Text(), null).ShouldBeInRange(1, 60);
            foreach (var step in ((YamlSequenceNode)job.At("steps")).Children.Where(step => step.Has("uses")))
                step.At("uses").Text().ShouldMatch(@"^[\w.-]+/[\w./-]+@v\d+(\.\d+)*$");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_job_that_is_waited_for_is_there(string file)
    {
        var jobs = (YamlMappingNode)DeployFiles.Yaml(file).At("jobs");
        var names = jobs.Children.Keys.Select(name => name.Text()).ToList();

        foreach (var job in jobs.Children.Values.Where(job => job.Has("needs")))
            (job.At("needs") is YamlSequenceNode several ? several.Texts() : [job.At("needs").Text()]).ShouldBeSubsetOf(names);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_project_and_file_that_it_names_is_there(string file) =>
        Named().Matches(DeployFiles.Read(file)).Select(match => match.Value).ShouldAllBe(path => DeployFiles.Exists(path));

    [GeneratedRegex(@"(?<![\w/])(src/[\w.]+|deploy/[\w./-]*\w|\./test\.sh)")]
    private static partial Regex Named();
}
