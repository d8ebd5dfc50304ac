using System.Text;
using Gratis.Catalog.Facts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Gratis.Tests.Catalog.Facts;

public class FactsYamlTests
{
    private static readonly System.Reflection.Assembly Engine = typeof(BuiltInFacts).Assembly;

    public static TheoryData<string> Files => [.. Engine.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_file_means_the_same_to_a_general_parser(string file)
    {
        using var reader = new StreamReader(Engine.GetManifestResourceStream(file)!, Encoding.UTF8);
        ShouldAgree(reader.ReadToEnd());
    }

    [Theory]
    [InlineData("a: b c\nd: 'e: ''f'' # g'\n# comment\n\n  # another\nh: i#j:k\n")]
    [InlineData("a: [b, 'c, d', [e, f]]\ng: { h: i, j: { k: [l] }, m: https://n.example/o }\n")]
    [InlineData("a:\n  - b\n  - { c: d, e: 1 }\n\n  - [f]\ng:\n  h: i\n  # comment\n  j: { k: null }\nl: m\n")]
    [InlineData("a: null\nb: 'null'\nc: [ d , e ]\nf: {g: h}\n")]
    [InlineData("a: b\r\nc: d  \r\n")]
    public void What_it_reads_means_the_same_to_a_general_parser(string yaml) => ShouldAgree(yaml);

    [Theory]
    [InlineData("a: b\na: c", 2, "twice")]
    [InlineData("a: { b: c, b: d }", 1, "twice")]
    [InlineData("a: b: c", 1, "quotes")]
    [InlineData("a: b # c", 1, "comments")]
    [InlineData("a: \"b\"", 1, "quotes")]
    [InlineData("a: &b c", 1, "quotes")]
    [InlineData("a: |\n  b", 1, "quotes")]
    [InlineData("a: 'b", 1, "closed")]
    [InlineData("a: 'b' c", 1, "did not expect")]
    [InlineData("a: [b", 1, "too early")]
    [InlineData("a: [b, c] d", 1, "did not expect")]
    [InlineData("a: []", 1, "empty")]
    [InlineData("a: [b, ]", 1, "value")]
    [InlineData("a: {b}", 1, "key: value")]
    [InlineData("a: [b {c: d}]", 1, "expected ','")]
    [InlineData("a:\nb: c", 2, "indent")]
    [InlineData("a:", 1, "no value")]
    [InlineData("a: b\n  c: d", 2, "indent")]
    [InlineData("a:\n    b: c", 2, "indent")]
    [InlineData("a:\n\tb: c", 2, "key")]
    [InlineData("a:\n  b: c\n  - d", 3, "either")]
    [InlineData("a", 1, "key: value")]
    [InlineData("- a", 1, "key: value")]
    [InlineData("---", 1, "key: value")]
    public void What_it_does_not_read_is_an_error_at_that_line(string yaml, int line, string says)
    {
        var error = Should.Throw<FormatException>(() => FactsYaml.Parse("x.yaml", new StringReader(yaml)));
        error.Message.ShouldStartWith($"x.yaml:{line}: ");
        error.Message.ShouldContain(says);
    }

    private static void ShouldAgree(string yaml)
    {
        var general = new YamlStream();
        general.Load(new StringReader(yaml));
        Show(FactsYaml.Parse("x.yaml", new StringReader(yaml))).ShouldBe(Show(general.Documents.Single().RootNode));
    }

    private static string Show(FactsValue value) => value switch
    {
        FactsText { IsNull: true } => "~",
        FactsText text => $"<{text.Text}>",
        FactsList list => $"[{string.Join(' ', list.Items.Select(Show))}]",
        FactsMap map => $"{{{string.Join(' ', map.Entries.Select(entry => $"<{entry.Key}>={Show(entry.Value)}"))}}}",
        _ => throw new NotSupportedException(),
    };

    private static string Show(YamlNode node) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" } => "~",
        YamlScalarNode text => $"<{text.Value}>",
        YamlSequenceNode list => $"[{string.Join(' ', list.Children.Select(Show))}]",
        YamlMappingNode map => $"{{{string.Join(' ', map.Children.Select(entry => $"{Show(entry.Key)}={Show(entry.Value)}"))}}}",
        _ => throw new NotSupportedException(),
    };
}
