using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public class MessageTextsTests
{
    [Fact]
    public void Texts_agree_with_a_document_model() => Prop.ForAll(Properties.Seeds, seed =>
    {
        string text = new RandomRequest(seed).Chat();
        byte[] body = Utf8(text);
        RequestFacts facts = Facts(body);
        JsonNode[] messages = [.. JsonNode.Parse(text.TrimStart('\uFEFF'))!["messages"]!.AsArray().Select(m => m!)];

        Read(MessageTexts.OfMessages(facts.Messages.Of(body))).ShouldBe(messages.SelectMany(m => TextsOf(m["content"])));
        JsonNode? last = messages.LastOrDefault(m => m["role"]!.GetValue<string>() == "user");
        facts.LastUserContent.IsEmpty.ShouldBe(last is null);
        if (last is not null)
        {
            JsonNode.DeepEquals(JsonNode.Parse(facts.LastUserContent.Of(body)), last["content"]).ShouldBeTrue();
            Read(MessageTexts.OfContent(facts.LastUserContent.Of(body))).ShouldBe(TextsOf(last["content"]));
        }
    }).Check(Properties.Config);

    [Fact]
    public void Names_that_only_look_like_text_lead_to_none()
    {
        const string Body = """
            {"text":"no","content":"no","messages":[
            {"role":"user","name":"no","text":"no","content":[{"type":"text","text":"yes","content":"no","cache_control":{"text":"no"}},{"type":"x","x":[{"text":"no"}]}]},
            {"role":"assistant","content":"yes","refusal":"no","tool_calls":[{"content":"no","function":{"text":"no"}}]}]}
            """;
        byte[] body = Utf8(Body);

        Read(MessageTexts.OfMessages(Facts(body).Messages.Of(body))).ShouldBe(["yes", "yes"]);
    }

    [Fact]
    public void Other_operations_have_no_messages()
    {
        Facts("""{"input":"x"}""", Operation.Embeddings).Messages.IsEmpty.ShouldBeTrue();
        Facts("""{"query":"x","documents":["x"]}""", Operation.Rerank).LastUserContent.IsEmpty.ShouldBeTrue();
    }

    private static IEnumerable<string> TextsOf(JsonNode? content) => content switch
    {
        JsonArray parts => parts.Select(p => p is JsonObject part ? part["text"]?.GetValue<string>() : p!.GetValue<string>()).OfType<string>(),
        JsonValue text => [text.GetValue<string>()],
        _ => [],
    };

    private static List<string> Read(MessageTexts texts)
    {
        List<string> read = [];
        while (texts.Next())
        {
            char[] text = new char[texts.Raw.Length];
            read.Add(new string(text, 0, texts.CopyTo(text)));
        }

        return read;
    }
}
