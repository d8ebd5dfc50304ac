using Gratis.Gateway.Configuration.Reference;

namespace Gratis.Gateway.Tests.Configuration;

/// <summary>The files made from the config types say what the types say.</summary>
public sealed class DocumentTests
{
    private const string Switch = "GRATIS_UPDATE_DOCS";
    private const string Begin = "<!-- reference: begin -->\n";
    private const string End = "<!-- reference: end -->";

    [Fact]
    public void The_schema_file_is_up_to_date() => Hold("docs/gratis.schema.json", _ => JsonSchemaText.Write());

    [Fact]
    public void The_configuration_page_is_up_to_date() => Hold("docs/configuration.md", page =>
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        begin.ShouldBeGreaterThan(0, $"the page needs the line {Begin}");
        end.ShouldBeGreaterThan(begin, $"the page needs the line {End} after the first marker");
        return page[..(begin + Begin.Length)] + "\n" + ReferenceTable.Write() + "\n" + page[end..];
    });

    [Fact]
    public void The_example_loads_without_a_warning_when_nothing_is_set()
    {
        var reading = Reading.Of(Repository.Read("gratis.example.yaml"));

        reading.Errors.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_example_shows_every_section()
    {
        var text = Repository.Read("gratis.example.yaml");

        foreach (var section in Gratis.Gateway.Configuration.Shapes.ShapeReader.Root.Keys)
            text.ShouldContain($"\n{section.Name}:");
    }

    [Fact]
    public void The_example_passes_its_own_schema() => MiniSchema.Errors(Repository.Read("gratis.example.yaml")).ShouldBeEmpty();

    [Theory]
    [InlineData("server:\n  port: 65536")]
    [InlineData("server:\n  prot: 1")]
    [InlineData("server:\n  request_timeout_seconds: 0")]
    [InlineData("pools:\n  p:\n    strategy: best")]
    [InlineData("pools:\n  p:\n    targets:\n      - weight: 1")]
    [InlineData("discovery:\n  interval: soon")]
    [InlineData("providers:\n  groq:\n    api_keys: one")]
    public void The_schema_refuses_what_the_reader_refuses(string yaml)
    {
        MiniSchema.Errors(yaml).ShouldNotBeEmpty();
        Reading.Errors(yaml).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("server:\n  port: ${PORT:-1}")]
    [InlineData("server:\n  request_timeout_seconds: 2m")]
    [InlineData("discovery:\n  interval: 1h30m")]
    [InlineData("providers:\n  groq:\n")]
    [InlineData("favorite_free_models: [a, 1, '']")]
    public void The_schema_takes_what_the_reader_takes(string yaml)
    {
        MiniSchema.Errors(yaml).ShouldBeEmpty();
        Reading.Errors(yaml).ShouldBeEmpty();
    }

    private static void Hold(string file, Func<string, string> make)
    {
        var path = Repository.Path(file);
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        var wanted = make(written);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
            File.WriteAllText(path, wanted);
        else
            written.ShouldBe(wanted, $"{file} is out of date. Rewrite it with: {Switch}=1 dotnet test tests/Gratis.Gateway.Tests --filter DocumentTests");
    }
}
