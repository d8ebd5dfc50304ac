using System.Text;
using System.Text.Json.Nodes;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

/// <summary>A search asked for in each dialect; what has nothing to do with it keeps its bytes.</summary>
public sealed class SearchFormTests
{
    private const string M = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private const string F = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    private const string P = "{\"type\":\"web_search_preview\"}";

    private const string Compound = """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},"tool_choice":null}""";
    private const string Browser = """{"tools":[{"type":"browser_search"}],"tool_choice":"required"}""";
    private const string Router = """{"tools":[{"type":"openrouter:web_search"}],"tool_choice":null}""";
    private const string Nested = """{"tools":[{"type":"web_search","web_search":{"enable":true}}],"tool_choice":null}""";
    private const string Switch = """{"enable_search":true,"search_options":{"forced_search":true},"tool_choice":null}""";
    private const string Options = """{"web_search_options":{},"tool_choice":null}""";

    [Theory]
    [InlineData("""{%}""", """{"tools":[&],"tool_choice":&,%}""")]
    [InlineData("""{ "model" : "a" , % }""", """{"tools":[&],"tool_choice":&, "model" : "a" , % }""")]
    [InlineData("""{"tools":[#],%}""", """{"tool_choice":&,"tools":[#,&],%}""")]
    [InlineData("""{"tools":[],%}""", """{"tool_choice":&,"tools":[&],%}""")]
    [InlineData("""{"tools":null,%}""", """{"tool_choice":&,"tools":[&],%}""")]
    [InlineData("""{"tools":[ & , # ],"tool_choice":"auto",%}""", """{"tools":[ & , # ],"tool_choice":&,%}""")]
    [InlineData("""{"tools":[#],"tool_choice":{"type":"function","function":{"name":"f"}},%}""", """{"tools":[#,&],"tool_choice":&,%}""")]
    [InlineData("""{"tools":[{"type":"web_search","max":3}],%}""", """{"tool_choice":{"type":"web_search"},"tools":[{"type":"web_search","max":3}],%}""")]
    [InlineData("""{"web_search_options":{"search_context_size":"low"},%}""", """{"tools":[&],"tool_choice":&,"web_search_options":{"search_context_size":"low"},%}""")]
    [InlineData("""{"\u0074ools":[#],%,"tool_choice":"none"}""", """{"\u0074ools":[#,&],%,"tool_choice":&}""")]
    public void The_tool_is_added_where_it_is_missing_and_the_search_is_forced(string body, string expected)
    {
        var written = Force(Fill(body));

        written.ShouldBe(Fill(expected));
        Facts(written).WebSearch.ShouldBeTrue();
        Facts(written).ForcesTool.ShouldBeFalse("a search is no call that the client has to answer");
        Force(written).ShouldBe(written);
    }

    [Theory]

    // Compound has a switch; a tool of ours has no place there, the client's own choices keep theirs.
    [InlineData(Compound, """{"tools":[&],"tool_choice":&,%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},%}""")]
    [InlineData(Compound, """{"tools":[#,&],"tool_choice":&,%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},"tools":[#],%}""")]
    [InlineData(Compound, """{"compound_custom":{"models":{"a":1},"tools":{"enabled_tools":["code_interpreter"],"x":2}},%}""", """{"compound_custom":{"models":{"a":1},"tools":{"enabled_tools":["code_interpreter","web_search"],"x":2}},%}""")]
    [InlineData(Compound, """{"compound_custom":{"tools":{"enabled_tools":[ "web_search" ]}},%}""", """{"compound_custom":{"tools":{"enabled_tools":[ "web_search" ]}},%}""")]
    [InlineData(Compound, """{"compound_custom":{ },%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},%}""")]
    [InlineData(Compound, """{"compound_custom":"on",%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},%}""")]
    [InlineData(Compound, """{"compound_custom":{"tools":{"enabled_tools":"all"}},%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},%}""")]

    // Tools of a provider's own.
    [InlineData(Browser, """{"tools":[&],"tool_choice":&,%}""", """{"tools":[{"type":"browser_search"}],"tool_choice":"required",%}""")]
    [InlineData(Browser, """{"tools":[#,&,#],%}""", """{"tool_choice":"required","tools":[#,#,{"type":"browser_search"}],%}""")]
    [InlineData(Browser, """{"tools":[{"type":"browser_search"}],%}""", """{"tool_choice":"required","tools":[{"type":"browser_search"}],%}""")]
    [InlineData(Router, """{%,"tools":[ & ],"tool_choice":&}""", """{%,"tools":[{"type":"openrouter:web_search"}]}""")]
    [InlineData(Router, """{"tools":[{"type":"openrouter:web_search","parameters":{"max_results":2}},#],%}""", """{"tools":[{"type":"openrouter:web_search","parameters":{"max_results":2}},#],%}""")]
    [InlineData(Router, """{"web_search_options":{"a":1},"tools":[{"type":"web_search"}],%}""", """{"tools":[{"type":"openrouter:web_search"}],%}""")]
    [InlineData(Nested, """{"tools":[&],"tool_choice":&,%}""", """{"tools":[{"type":"web_search","web_search":{"enable":true}}],%}""")]
    [InlineData(Nested, """{"tools":[{"type":"web_search","web_search":{"enable":false,"search_query":"q"}},#],%}""", """{"tools":[{"type":"web_search","web_search":{"enable":true,"search_query":"q"}},#],%}""")]
    [InlineData(Nested, """{"tools":[{"type":"web_search"}],%}""", """{"tools":[{"web_search":{"enable":true},"type":"web_search"}],%}""")]

    // Switches beside the tools.
    [InlineData(Switch, """{"tools":[&],"tool_choice":&,%}""", """{"enable_search":true,"search_options":{"forced_search":true},%}""")]
    [InlineData(Switch, """{"enable_search":false,"search_options":{"search_strategy":"max"},"tools":[#,&],%}""", """{"enable_search":true,"search_options":{"forced_search":true,"search_strategy":"max"},"tools":[#],%}""")]
    [InlineData(Options, """{"tools":[&],"tool_choice":&,%}""", """{"web_search_options":{},%}""")]
    [InlineData(Options, """{"web_search_options":{"search_context_size":"low"},"tools":[&],%}""", """{"web_search_options":{"search_context_size":"low"},%}""")]
    public void Each_dialect_has_its_own_words(string form, string body, string expected) => Write(form, Fill(body), isForced: true).ShouldBe(Fill(expected));

    [Theory]
    [InlineData(Browser, """{"tools":[&],%}""", """{"tools":[{"type":"browser_search"}],%}""")]
    [InlineData(Browser, """{"tools":[&,#],"tool_choice":"auto",%}""", """{"tools":[#,{"type":"browser_search"}],"tool_choice":"auto",%}""")]
    [InlineData(Browser, """{"tools":[&,#],"tool_choice":{"type":"function","function":{"name":"f"}},%}""", """{"tools":[#,{"type":"browser_search"}],"tool_choice":{"type":"function","function":{"name":"f"}},%}""")]
    [InlineData(Browser, """{"tools":[&],"tool_choice":&,%}""", """{"tools":[{"type":"browser_search"}],"tool_choice":"required",%}""")]
    [InlineData(Compound, """{"tools":[&],"tool_choice":"auto",%}""", """{"compound_custom":{"tools":{"enabled_tools":["web_search"]}},%}""")]
    public void A_search_that_the_client_leaves_to_the_model_is_left_to_it(string form, string body, string expected) =>
        Write(form, Fill(body), isForced: false).ShouldBe(Fill(expected));

    [Fact]
    public void Whatever_else_is_in_a_request_comes_through_as_it_was()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var body = new RandomRequest(seed).Chat();
            foreach (var form in (string?[])[null, Compound, Browser, Router, Nested, Switch, Options])
            {
                var written = form is null ? Force(body) : Write(form, body, isForced: true);
                var (before, after) = (Members(body), Members(written));

                Facts(written).WebSearch.ShouldBe(form is not (Compound or Switch), $"{seed}: {written}");
                foreach (var (name, value) in before)
                {
                    if (name is "tools" or "tool_choice" or "web_search_options")
                        continue;
                    after.ContainsKey(name).ShouldBeTrue($"{seed}: {name}");
                    JsonNode.DeepEquals(after[name], value).ShouldBeTrue($"{seed}: {name}");
                }

                Functions(after).ShouldBe(Functions(before), $"{seed}: the client's own tools stay");
            }
        }
    }

    private static JsonObject Members(string body) => JsonNode.Parse(body.TrimStart('\uFEFF'))!.AsObject();

    private static int Functions(JsonObject body) => body["tools"] is JsonArray tools
        ? tools.Count(tool => tool is JsonObject own && !(own["type"] is JsonValue type && type.TryGetValue<string>(out var word) && SearchTools.IsOne(Encoding.UTF8.GetBytes(word))))
        : 0;

    private static string Force(string body)
    {
        var bytes = Utf8(body);
        var json = bytes.AsSpan(Bodies.Facts(bytes).AfterBrace - 1);
        return Written(SearchForm.StandardFor(json), json, isForced: true);
    }

    private static string Write(string form, string body, bool isForced)
    {
        var bytes = Utf8(body);
        return Written(new SearchForm(form), bytes.AsSpan(Bodies.Facts(bytes).AfterBrace - 1), isForced);
    }

    private static string Written(SearchForm form, ReadOnlySpan<byte> body, bool isForced)
    {
        using var into = new PooledBuffer(1);
        form.Write(body, isForced, into);
        return Encoding.UTF8.GetString(into.WrittenSpan);
    }

    private static RequestFacts Facts(string body) => Bodies.Facts(body);

    private static string Fill(string body) =>
        body.Replace("%", M, StringComparison.Ordinal).Replace("#", F, StringComparison.Ordinal).Replace("&", P, StringComparison.Ordinal);
}
