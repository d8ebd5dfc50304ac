using Gratis.Wire;
using static Gratis.Tests.Wire.Bodies;

namespace Gratis.Tests.Wire;

public sealed class ConversationKeyTests
{
    private const string Long = "You are a helpful assistant. You answer briefly, in the language of the question, and you say so when you do not know. Never invent a source. Never repeat the question. Think before you answer, and then write.";

    [Theory]
    [InlineData("""[{"role":"user","content":"hi"}]""")]
    [InlineData("""[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"}]""")]
    [InlineData("""[{"role":"system","content":"Be brief."}]""")]
    [InlineData("""[{"role":"system","content":"a"},{"role":"developer","content":"b"}]""")]
    public void A_single_bare_turn_is_no_conversation(string messages) => Of(messages).ShouldBe(0UL);

    [Fact]
    public void A_single_turn_is_one_when_the_client_says_that_more_will_follow()
    {
        var first = """[{"role":"user","content":"hi"}]""";
        var second = """[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"more"}]""";
        Of(first, evenBare: true).ShouldNotBe(0UL);
        Of(first, evenBare: true).ShouldBe(Of(second));
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public void Long_instructions_make_a_conversation_of_a_single_turn(int length, bool isOne)
    {
        var messages = $$"""[{"role":"developer","content":"{{new string('x', length)}}"},{"role":"user","content":"hi"}]""";
        (Of(messages) != 0).ShouldBe(isOne);
    }

    [Fact]
    public void It_stays_the_same_while_the_conversation_goes_on()
    {
        var root = $$"""{"role":"system","content":"{{Long}}"},{"role":"user","content":"hi"}""";
        var key = Of($"[{root}]");
        var more = root;
        for (var turn = 0; turn < 20; turn++)
        {
            more += $$$""",{"role":"assistant","content":null,"tool_calls":[{"id":"c{{{turn}}}","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c{{{turn}}}","content":"{{{turn}}}"},{"role":"system","content":"hurry {{{turn}}}"}""";
            Of($"[{more}]").ShouldBe(key);
        }
    }

    [Fact]
    public void The_rest_of_the_request_does_not_matter()
    {
        var messages = """[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"more"}]""";
        var plain = Of(messages);
        Body($$"""{"model":"a","temperature":1,"messages":{{messages}}}""").ShouldBe(plain);
        Body($$$"""{"tools":[{"type":"function","function":{"name":"messages"}}],"messages": {{{messages}}},"stream":true}""").ShouldBe(plain);
        Body("\uFEFF" + $$"""{"messages":{{messages}}}""").ShouldBe(plain);
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"ho"},{"role":"assistant","content":"hello"}]""")]
    [InlineData("""[{"role":"system","content":"Be brief."},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]""")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"hi"},{"type":"image_url","image_url":{"url":"http://a/1.png"}}]},{"role":"assistant","content":"hello"}]""")]
    public void Another_beginning_is_another_conversation(string messages) =>
        Of(messages).ShouldNotBeOneOf(0UL, Of("""[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]"""));

    [Theory]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":"hello"}]""")]
    [InlineData("""[{"content":[{"type":"text","text":"hi","cache_control":{"type":"ephemeral","ttl":"1h"}}],"role":"user"},{"role":"assistant","content":"hello"}]""")]
    [InlineData("""[{"role":"user","name":"anna","content":["hi"]},{"role":"assistant","content":"hello"}]""")]
    public void The_same_words_in_another_shape_are_the_same_conversation(string messages) =>
        Of(messages).ShouldBe(Of("""[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]"""));

    [Theory]
    [InlineData("\"prompt_cache_key\":\"k\"")]
    [InlineData("\"metadata\":{\"user\":\"u\",\"conversation_id\":\"k\"}")]
    [InlineData("\"metadata\":{\"session_id\":\"k\"}")]
    [InlineData("\"metadata\":{\"thread_id\":\"k\"}")]
    [InlineData("\"metadata\":{\"thread_id\":\"other\"},\"prompt_cache_key\":\"k\"")]
    public void A_name_that_the_client_gave_is_the_key(string member)
    {
        var one = Body($$"""{"messages":[{"role":"user","content":"hi"}],{{member}}}""");
        one.ShouldBe(Body("""{"prompt_cache_key":"k","messages":[{"role":"user","content":"something else"},{"role":"user","content":"x"}]}"""));
        one.ShouldNotBe(Body("""{"prompt_cache_key":"l","messages":[{"role":"user","content":"hi"}]}"""));
        one.ShouldNotBe(0UL);
    }

    [Theory]
    [InlineData("\"prompt_cache_key\":null")]
    [InlineData("\"prompt_cache_key\":\"\"")]
    [InlineData("\"metadata\":null")]
    [InlineData("\"metadata\":{\"conversation_id\":{\"a\":1},\"topic\":\"x\"}")]
    [InlineData("\"prompt_cache_key\":[1,{\"prompt_cache_key\":\"k\"}]")]
    public void A_name_that_is_none_leaves_the_messages_to_say(string member)
    {
        Body($$"""{ {{member}},"messages":[{"role":"user","content":"hi"}]}""").ShouldBe(0UL);
        Body($$"""{ {{member}},"messages":[{"role":"user","content":"hi"},{"role":"user","content":"x"}]}""").ShouldBe(Of("""[{"role":"user","content":"hi"},{"role":"assistant","content":"y"}]"""));
    }

    [Fact]
    public void Both_ends_of_a_long_text_count_and_its_length()
    {
        var text = new string('x', 50_000);
        var key = Of(Two(text));
        Of(Two("y" + text[1..])).ShouldNotBe(key);
        Of(Two(text[1..] + "y")).ShouldNotBe(key);
        Of(Two(text + "x")).ShouldNotBe(key);

        static string Two(string text) => $$"""[{"role":"user","content":"{{text}}"},{"role":"user","content":"x"}]""";
    }

    [Fact]
    public void Only_chats_have_conversations()
    {
        var body = Utf8("""{"input":["a","b"],"metadata":{"session_id":"k"}}""");
        ConversationKey.Of(body, Facts(body, Operation.Embeddings)).ShouldBe(0UL);
    }

    [Fact]
    public void Taking_a_key_allocates_nothing()
    {
        var body = TypicalChat(40_000);
        var facts = Facts(body);
        ConversationKey.Of(body, facts).ShouldNotBe(0UL);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ConversationKey.Of(body, facts);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_hash_is_the_same_in_every_process()
    {
        StableHash.Of("groq/llama").ShouldBe(StableHash.Of("groq/llama".AsSpan().ToArray()));
        StableHash.Of("groq/llama").ShouldBe(1563465084333592534UL);
        StableHash.Of("a longer text of 27 letters"u8).ShouldBe(10895579570770724111UL);
    }

    private static ulong Of(string messages, bool evenBare = false) => Body($$"""{"messages":{{messages}}}""", evenBare);

    private static ulong Body(string json, bool evenBare = false)
    {
        var body = Utf8(json);
        return ConversationKey.Of(body, Facts(body), evenBare);
    }
}
