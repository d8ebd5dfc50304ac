using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Gratis.Tests.House;

/// <summary>Holds the directions in which folders and projects may lean on each other; a wrong arrow fails the build.</summary>
public sealed partial class ArrowTests
{
    /// <summary>Folder of the engine → the folders it may touch. What is not listed is forbidden.</summary>
    private static readonly Dictionary<string, string[]> Engine = new()
    {
        ["Catalog"] = [],
        ["Wire"] = [],
        ["Discovery"] = ["Catalog", "Upstream", "Wire"],
        ["Stores"] = [],
        ["Upstream"] = ["Catalog", "Wire"],
        ["Health"] = ["Upstream"],
        ["Quotas"] = ["Catalog", "Upstream", "Wire"],
        ["Routing"] = ["Catalog", "Health", "Quotas", "Upstream", "Wire"],
        ["Dispatch"] = ["Routing", "Catalog", "Health", "Quotas", "Upstream", "Wire", "Hosting", "Stores"],
        ["Hosting"] = ["Dispatch", "Discovery", "Stores", "Routing", "Catalog", "Health", "Quotas", "Upstream", "Wire"],
    };

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Gratis"] = [],
        ["Gratis.AspNetCore"] = ["Gratis"],
        ["Gratis.Storage"] = ["Gratis"],
        ["Gratis.Postgres"] = ["Gratis", "Gratis.Storage"],
        ["Gratis.Simulator"] = [],
        ["Gratis.Gateway"] = ["Gratis.AspNetCore", "Gratis.Storage", "Gratis.Postgres", "Gratis.Simulator"],
    };

    public static TheoryData<string> EngineFolders => [.. Engine.Keys];

    public static TheoryData<string> ProductProjects => [.. Projects.Keys];

    [Theory]
    [MemberData(nameof(EngineFolders))]
    public void A_folder_of_the_engine_leans_only_on_what_it_may(string folder)
    {
        var wrong =
            from file in Directory.EnumerateFiles(Repository.Path("src", "Gratis", folder), "*.cs", SearchOption.AllDirectories)
            from Match used in NamespaceUse().Matches(File.ReadAllText(file))
            let other = used.Groups[1].Value
            where other != folder && !Engine[folder].Contains(other)
            select $"{Path.GetFileName(file)} leans on {other}";

        wrong.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_engine_has_its_place_in_the_picture() =>
        Directory.GetDirectories(Repository.Path("src", "Gratis"))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"))
            .ShouldBe(Engine.Keys, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(ProductProjects))]
    public void A_project_references_only_what_it_may(string project)
    {
        var document = XDocument.Load(Repository.Path("src", project, project + ".csproj"));
        document.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .ShouldBe(Projects[project], ignoreOrder: true);
    }

    [Fact]
    public void Every_project_under_src_has_its_place_in_the_picture() =>
        // The console knows the HTTP API alone: no .NET project.
        Directory.GetDirectories(Repository.Path("src")).Select(Path.GetFileName).ShouldBe([.. Projects.Keys, "Gratis.Console"], ignoreOrder: true);

    [Fact]
    public void The_engine_knows_neither_the_web_nor_a_database_nor_the_terminal()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Repository.Path("src", "Gratis"), "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            from forbidden in new[] { "Microsoft.AspNetCore", "Microsoft.Data", "Npgsql", "System.Console", "Console.Write" }
            where text.Contains(forbidden, StringComparison.Ordinal)
            select $"{Path.GetFileName(file)} uses {forbidden}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_simulator_shares_nothing_with_the_engine()
    {
        var wrong =
            from file in Directory.EnumerateFiles(Repository.Path("src", "Gratis.Simulator"), "*.cs", SearchOption.AllDirectories)
            from Match used in NamespaceUse().Matches(File.ReadAllText(file))
            where used.Groups[1].Value != "Simulator"
            select $"{Path.GetFileName(file)} uses {used.Value}";

        wrong.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\bGratis\.([A-Z]\w+)")]
    private static partial Regex NamespaceUse();
}
