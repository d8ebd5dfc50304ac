using System.Text;
using Gratis.Catalog;
using Gratis.Routing;
using Gratis.Routing.Fitting;
using Gratis.Wire;

namespace Gratis.Tests.Routing;

/// <summary>What a payload says that it needs, and what it would rather have.</summary>
public sealed class RequestNeedsTests
{
    private const string Function = """{"type":"function","function":{"name":"f","parameters":{}}}""";

    [Theory]

    // Nothing but text.
    [InlineData("", "", "")]
    [InlineData("""  "temperature":0.2,"max_tokens":9,"n":2,"stop":["a"]  """, "", "")]
    [InlineData("""  "tools":[]  """, "", "")]
    [InlineData("""  "tools":null,"tool_choice":null  """, "", "")]
    [InlineData("""  "tool_choice":"auto"  """, "", "")]
    [InlineData("""  "tool_choice":"none"  """, "", "")]
    [InlineData("""  "response_format":{"type":"text"}  """, "", "")]
    [InlineData("""  "response_format":null  """, "", "")]
    [InlineData("""  "modalities":["text"]  """, "", "")]
    [InlineData("""  "web_search_options":null  """, "", "")]

    // Tools, and being told to use one.
    [InlineData("""  "tools":[%F]  """, "tools", "")]
    [InlineData("""  "tools":[%F],"tool_choice":"auto"  """, "tools", "")]
    [InlineData("""  "tools":[%F],"tool_choice":"none"  """, "tools", "")]
    [InlineData("""  "tools":[%F],"tool_choice":"required"  """, "tools", "")]
    [InlineData("""  "tools":[%F],"tool_choice":"any"  """, "tools", "")]
    [InlineData("""  "tools":[%F],"tool_choice":{"type":"function","function":{"name":"f"}}  """, "tools", "")]
    [InlineData("""  "tool_choice":"required"  """, "tools", "")]
    [InlineData("""  "tool_choice":{"type":"function","function":{"name":"f"}}  """, "tools", "")]
    [InlineData("""  "tools":[{"type":"custom","custom":{"name":"g"}}]  """, "tools", "")]
    [InlineData("""  "functions":[{"name":"f"}]  """, "tools", "")]
    [InlineData("""  "functions":[{"name":"f"}],"function_call":{"name":"f"}  """, "tools", "")]
    [InlineData("""  "messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"7"}]  """, "tools", "")]
    [InlineData("""  "messages":[{"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}}]  """, "tools", "")]
    [InlineData("""  "messages":[{"role":"tool","tool_call_id":"1","content":"7"}]  """, "tools", "")]
    [InlineData("""  "messages":[{"role":"assistant","content":"ok","tool_calls":[]}]  """, "", "")]

    // Pictures and sound.
    [InlineData("""  "messages":[{"role":"user","content":[{"type":"text","text":"?"},{"type":"image_url","image_url":{"url":"https://x.test/a.png"}}]}]  """, "vision", "")]
    [InlineData("""  "messages":[{"role":"user","content":[{"type":"input_image","image_url":"data:image/png;base64,AA"}]}]  """, "vision", "")]
    [InlineData("""  "messages":[{"role":"user","content":[{"image_url":{"url":"https://x.test/a.png"}}]}]  """, "vision", "")]
    [InlineData("""  "messages":[{"role":"user","content":"see https://x.test/a.png with type image_url"}]  """, "", "")]
    [InlineData("""  "messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AA","format":"wav"}}]}]  """, "audio", "")]
    [InlineData("""  "modalities":["text","audio"],"audio":{"voice":"x","format":"wav"}  """, "audio", "")]
    [InlineData("""  "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"u"}},{"type":"input_audio","input_audio":{}}]}]  """, "vision audio", "")]

    // JSON: a schema is needed, any object is only nicer.
    [InlineData("""  "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{}}}  """, "structured_output", "")]
    [InlineData("""  "response_format":{"json_schema":{"name":"s","schema":{}},"type":"json_schema"}  """, "structured_output", "")]
    [InlineData("""  "response_format":{"type":"json_object"}  """, "", "structured_output")]

    // Thinking is nicer, wherever it is asked for.
    [InlineData("""  "reasoning_effort":"high"  """, "", "reasoning")]
    [InlineData("""  "reasoning_effort":"minimal"  """, "", "reasoning")]
    [InlineData("""  "reasoning_effort":"none"  """, "", "")]
    [InlineData("""  "reasoning_effort":" "  """, "", "")]
    [InlineData("""  "reasoning_effort":null  """, "", "")]
    [InlineData("""  "reasoning":{"effort":"low"}  """, "", "reasoning")]
    [InlineData("""  "reasoning":{"effort":"none"}  """, "", "")]
    [InlineData("""  "reasoning":{"enabled":true}  """, "", "reasoning")]
    [InlineData("""  "reasoning":{"enabled":false}  """, "", "")]
    [InlineData("""  "reasoning":{"max_tokens":2000}  """, "", "reasoning")]
    [InlineData("""  "reasoning":{"max_tokens":0}  """, "", "")]
    [InlineData("""  "reasoning":{"exclude":true}  """, "", "")]
    [InlineData("""  "reasoning":{}  """, "", "")]

    // The web, in whatever dialect.
    [InlineData("""  "tools":[{"type":"web_search_preview"}]  """, "web_search", "")]
    [InlineData("""  "tools":[{"type":"web_search","web_search":{"enable":true}}]  """, "web_search", "")]
    [InlineData("""  "tools":[{"type":"web_search_2025_08_26"}],"tool_choice":{"type":"web_search_2025_08_26"}  """, "web_search", "")]
    [InlineData("""  "tools":[{"type":"browser_search"}]  """, "web_search", "")]
    [InlineData("""  "tools":[{"type":"openrouter:web_search"}]  """, "web_search", "")]
    [InlineData("""  "web_search_options":{}  """, "web_search", "")]
    [InlineData("""  "tools":[{"type":"web_search_preview"},%F]  """, "tools web_search", "")]
    [InlineData("""  "tools":[{"type":"function","function":{"name":"web_search"}}]  """, "tools", "")]

    // All at once.
    [InlineData("""  "tools":[%F],"response_format":{"type":"json_schema"},"reasoning_effort":"low","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"u"}}]}]  """, "tools vision structured_output", "reasoning")]
    public void Each_requirement_is_read_from_the_payload(string members, string needed, string preferred)
    {
        var needs = RequestNeeds.Of(Operation.Chat, Facts(Operation.Chat, members));

        string.Join(' ', CapabilityNames.NamesOf(needs.Capabilities)).ShouldBe(needed);
        string.Join(' ', CapabilityNames.NamesOf(needs.Preferred)).ShouldBe(preferred);
        needs.SearchesWeb.ShouldBeFalse("only its own endpoint forces a search");
    }

    [Theory]
    [InlineData("Embeddings", """{"input":"a"}""", "embedding")]
    [InlineData("Rerank", """{"query":"a","documents":["b"]}""", "rerank")]
    [InlineData("Chat", """{"messages":[{"role":"user","content":"a"}]}""", "chat")]
    [InlineData("Chat", """{"tools":[{"type":"function"}],"messages":[{"role":"user","content":"a"}]}""", "tools")]
    public void What_is_needed_is_named_and_wishes_with_it(string operation, string body, string name)
    {
        var needs = RequestNeeds.Of(Enum.Parse<Operation>(operation), Read(Enum.Parse<Operation>(operation), body));
        var wishing = needs with { Wishes = new RouteWishes { Regions = ["eu"], NoTraining = true } };

        needs.Names().ShouldBe([name]);
        wishing.Names().ShouldBe(name == "chat" ? ["region:eu", "no_training"] : [name, "region:eu", "no_training"]);
    }

    private static RequestFacts Facts(Operation operation, string members)
    {
        members = members.Trim().Replace("%F", Function, StringComparison.Ordinal);
        var messages = members.Contains("\"messages\"", StringComparison.Ordinal) ? "" : """ "messages":[{"role":"user","content":"hi"}] """.Trim();
        return Read(operation, $"{{{members}{(members.Length > 0 && messages.Length > 0 ? "," : "")}{messages}}}");
    }

    private static RequestFacts Read(Operation operation, string body)
    {
        RequestReader.TryRead(Encoding.UTF8.GetBytes(body), operation, out var facts, out var fault).ShouldBeTrue(fault.Message);
        return facts!;
    }
}
