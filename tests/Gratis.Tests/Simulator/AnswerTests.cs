using System.Text.Json;
using Gratis.Simulator.Providers;

namespace Gratis.Tests.Simulator;

/// <summary>What simulated models say, and how each kind of provider writes it.</summary>
public sealed class AnswerTests
{
    private const string Tool = """
        ,"tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object","required":["city","days"],
        "properties":{"city":{"type":"string","enum":["Oslo","Rome"]},"days":{"type":"integer","minimum":2},"note":{"type":"string"}}}}},
        {"type":"function","function":{"name":"clock","parameters":{"$ref":"#/$defs/zone","$defs":{"zone":{"type":"object","required":["zone"],"properties":{"zone":{"type":"string","minLength":6}}}}}}}]
        """;

    [Theory]
    [InlineData("openai")]
    [InlineData("openrouter")]
    [InlineData("groq")]
    [InlineData("gemini")]
    [InlineData("cerebras")]
    [InlineData("mistral")]
    [InlineData("nvidia")]
    [InlineData("siliconflow")]
    [InlineData("modelscope")]
    [InlineData("zhipu")]
    [InlineData("ollama")]
    public async Task Both_ways_say_the_same_name_their_model_and_count_the_same_tokens(string kind)
    {
        var standard = ProviderSpec.Standard(kind, null, "secret-1");
        using var caller = new Caller(standard with { Limits = [], Models = [new ModelSpec("vendor/some-model")] });

        var whole = await caller.ChatAsync("vendor/some-model", "grüße");
        var stream = await caller.StreamAsync("vendor/some-model", "grüße", ",\"stream_options\":{\"include_usage\":true}");

        var text = $"{kind}/vendor/some-model heard: “grüße” ✓";
        whole.Status.ShouldBe(200);
        whole.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe(text);
        stream.Header("Content-Type").ShouldBe("text/event-stream");
        stream.Content.ShouldBe(text);
        stream.Data[^1].ShouldBe("[DONE]");
        var output = (text.Length + 3) / 4;
        whole.Json.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(output);
        stream.Chunks.Last(chunk => chunk.TryGetProperty("usage", out _)).GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(output);
        caller.World.Truth[kind].Total.OutputTokens.ShouldBe(2 * output);
        caller.World.Truth[kind].Total.InputTokens.ShouldBe(4);
    }

    [Theory]
    [InlineData("openai", false, 0)]
    [InlineData("nvidia", false, 0)]
    [InlineData("gemini", false, 0)]
    [InlineData("openrouter", true, 1)]
    [InlineData("mistral", true, 1)]
    [InlineData("zhipu", true, 1)]
    [InlineData("cerebras", true, 1)]
    [InlineData("siliconflow", true, 99)]
    public async Task Usage_comes_unasked_only_where_it_does(string kind, bool unasked, int chunks)
    {
        using var caller = Caller.Of(kind);

        var stream = await caller.StreamAsync(caller.Entry.Models[0].Id);

        var withUsage = stream.Chunks.Count(chunk => chunk.TryGetProperty("usage", out _));
        withUsage.ShouldBe(unasked ? Math.Min(chunks, stream.Chunks.Length) : 0);
    }

    [Fact]
    public async Task Groq_tells_usage_in_its_own_object_and_opens_with_its_request_id()
    {
        using var caller = Caller.Of("groq");

        var chunks = (await caller.StreamAsync("openai/gpt-oss-20b")).Chunks;

        chunks[0].GetProperty("x_groq").GetProperty("id").GetString()!.ShouldStartWith("req_");
        chunks[^1].GetProperty("x_groq").GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBeGreaterThan(0);
        chunks[^1].TryGetProperty("usage", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("openrouter", "\"reasoning_details\":[{\"type\":\"reasoning.text\"")]
    [InlineData("groq", "\"reasoning\":\"The\",\"channel\":\"analysis\"")]
    [InlineData("cerebras", "\"reasoning\":\"The\"")]
    [InlineData("mistral", "\"content\":[{\"type\":\"thinking\"")]
    [InlineData("nvidia", "\"reasoning_content\":\"The\"")]
    [InlineData("zhipu", "\"reasoning_content\":\"The\"")]
    [InlineData("ollama", "\"reasoning\":\"The\"")]
    public async Task Thinking_stands_in_the_field_of_each_provider(string kind, string field)
    {
        var standard = ProviderSpec.Standard(kind, null, "secret-1");
        using var caller = new Caller(standard with { Limits = [], Models = [new ModelSpec("thinker") { Reasoning = true }] });

        (await caller.StreamAsync("thinker")).Text.ShouldContain(field);
    }

    [Fact]
    public async Task OpenRouter_opens_with_comments_and_ends_with_cost()
    {
        using var caller = Caller.Of("openrouter");

        var stream = await caller.StreamAsync("qwen/qwen3-coder:free");

        stream.Text.ShouldStartWith(": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\ndata: {\"id\":\"gen-");
        stream.Chunks[^1].GetProperty("usage").GetProperty("cost").GetDecimal().ShouldBe(0);
    }

    [Theory]
    [InlineData("hello", ",\"tool_choice\":\"required\"", "weather")]
    [InlineData("hello", ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"clock\"}}", "clock")]
    [InlineData("please use the tool", "", "weather")]
    [InlineData("please use the tool", ",\"tool_choice\":\"none\"", null)]
    [InlineData("hello", "", null)]
    public async Task A_tool_is_called_when_it_must_be(string text, string choice, string? called)
    {
        using var caller = Caller.Plain();

        var message = (await caller.ChatAsync("m1", text, Tool + choice)).Json.GetProperty("choices")[0];

        if (called is null)
        {
            message.GetProperty("finish_reason").GetString().ShouldBe("stop");
            return;
        }

        message.GetProperty("finish_reason").GetString().ShouldBe("tool_calls");
        var function = message.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function");
        function.GetProperty("name").GetString().ShouldBe(called);
        function.GetProperty("arguments").GetString().ShouldBe(called == "clock" ? """{"zone":"textxx"}""" : """{"city":"Oslo","days":2}""");
    }

    [Fact]
    public async Task Two_tools_stream_their_arguments_in_turn()
    {
        using var caller = Caller.Plain();

        var stream = await caller.StreamAsync("m1", "use two tools", Tool);

        var fragments = stream.Chunks
            .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"))
            .Where(delta => delta.TryGetProperty("tool_calls", out _))
            .Select(delta => delta.GetProperty("tool_calls")[0])
            .ToArray();
        fragments.Select(fragment => fragment.GetProperty("index").GetInt32()).ShouldBe([0, 1, 0, 1, 0, 1, 0, 1]);
        Joined(0).ShouldBe("""{"city":"Oslo","days":2}""");
        Joined(1).ShouldBe("""{"zone":"textxx"}""");

        string Joined(int index) => string.Concat(fragments.Where(fragment => fragment.GetProperty("index").GetInt32() == index)
            .Select(fragment => fragment.GetProperty("function").GetProperty("arguments").GetString()));
    }

    [Fact]
    public async Task Gemini_sends_whole_calls_without_an_index()
    {
        using var caller = Caller.Of("gemini");

        var stream = await caller.StreamAsync("gemini-3.8-flash", "use two tools", Tool);

        var calls = stream.Chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("tool_calls");
        calls.GetArrayLength().ShouldBe(2);
        calls[0].TryGetProperty("index", out _).ShouldBeFalse();
        calls[1].GetProperty("function").GetProperty("arguments").GetString().ShouldBe("""{"zone":"textxx"}""");
    }

    [Fact]
    public async Task A_schema_gets_a_valid_instance()
    {
        using var caller = Caller.Plain();

        var answer = await caller.ChatAsync("m1", "hello", """
            ,"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","required":["a","b","c","d"],"additionalProperties":false,
            "properties":{"a":{"anyOf":[{"type":"null"},{"type":"number","minimum":3}]},"b":{"type":"array","minItems":2,"items":{"const":"k"}},
            "c":{"type":["string","null"],"format":"date"},"d":{"type":"boolean"}}}}}
            """);

        answer.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()
            .ShouldBe("""{"a":3,"b":["k","k"],"c":"2026-01-01","d":true}""");
    }

    [Fact]
    public async Task Images_are_read_only_by_who_can()
    {
        using var caller = Caller.Plain(new ModelSpec("blind"), new ModelSpec("seeing") { Vision = true });
        const string Image = """{"model":"MODEL","messages":[{"role":"user","content":[{"type":"text","text":"what is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}]}""";

        var blind = await caller.PostAsync("/chat/completions", Image.Replace("MODEL", "blind", StringComparison.Ordinal));
        var seeing = await caller.PostAsync("/chat/completions", Image.Replace("MODEL", "seeing", StringComparison.Ordinal));

        blind.Status.ShouldBe(400);
        seeing.Text.ShouldContain("p/seeing heard: “what is it?” ✓");
    }

    [Fact]
    public async Task Max_tokens_shortens_and_words_lengthen()
    {
        using var caller = Caller.Plain();

        var brief = (await caller.ChatAsync("m1", "hello", ",\"max_tokens\":3")).Json;
        var lengthy = (await caller.ChatAsync("m1", "tell me in 200 words please")).Json;

        brief.GetProperty("usage").GetProperty("completion_tokens").GetInt32().ShouldBe(3);
        brief.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("length");
        lengthy.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.Split(' ').Length.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task A_pace_spreads_a_stream_over_time_and_holds_a_whole_answer_back()
    {
        using var caller = Caller.Plain(new ModelSpec("m1") { Pace = new Pace(TimeSpan.FromSeconds(1), 10) });

        var stream = caller.StreamAsync("m1");
        var whole = caller.ChatAsync("m1");
        caller.Time.Advance(TimeSpan.FromSeconds(1.5));
        stream.IsCompleted.ShouldBeFalse();
        whole.IsCompleted.ShouldBeFalse();
        caller.Time.Advance(TimeSpan.FromSeconds(1));

        (await stream).Data[^1].ShouldBe("[DONE]");
        (await whole).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Embeddings_are_unit_vectors_of_the_length_asked_for_and_always_the_same()
    {
        using var caller = Caller.Plain(new ModelSpec("e1") { Kind = ModelKind.Embedding, Dimensions = 32 });

        var two = (await caller.PostAsync("/embeddings", """{"model":"e1","input":["a cat","a dog"]}""")).Json;
        var one = (await caller.PostAsync("/embeddings", """{"model":"e1","input":"a cat","dimensions":8}""")).Json;
        var packed = (await caller.PostAsync("/embeddings", """{"model":"e1","input":"a cat","encoding_format":"base64"}""")).Json;

        var cat = Vector(two.GetProperty("data")[0]);
        cat.Length.ShouldBe(32);
        cat.Sum(value => value * value).ShouldBe(1, 0.0001);
        Vector(two.GetProperty("data")[1]).ShouldNotBe(cat);
        Vector(one.GetProperty("data")[0]).Length.ShouldBe(8);
        var bytes = packed.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Enumerable.Range(0, 32).Select(i => (double)BitConverter.ToSingle(bytes, i * 4)).ShouldBe(cat, 0.000001);
        two.GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBe(3);

        static double[] Vector(JsonElement item) => [.. item.GetProperty("embedding").EnumerateArray().Select(value => (double)value.GetSingle())];
    }

    [Fact]
    public async Task Documents_are_ranked_by_shared_words()
    {
        using var caller = Caller.Of("siliconflow");

        var answer = (await caller.PostAsync("/rerank",
            """{"model":"BAAI/bge-reranker-v2-m3","query":"red apple","documents":["a blue car","the red apple","a red car"],"top_n":2,"return_documents":true}""")).Json;

        var results = answer.GetProperty("results").EnumerateArray().ToArray();
        results.Select(result => result.GetProperty("index").GetInt32()).ShouldBe([1, 2]);
        results.Select(result => result.GetProperty("relevance_score").GetDouble()).ShouldBe([1, 0.5]);
        results[0].GetProperty("document").GetProperty("text").GetString().ShouldBe("the red apple");
        answer.GetProperty("meta").GetProperty("tokens").GetProperty("input_tokens").GetInt32().ShouldBe(11);
    }

    [Theory]
    [InlineData("openrouter", "\"pricing\":{\"prompt\":\"0.00000025\",\"completion\":\"0.000002\"")]
    [InlineData("openrouter", "\"input_modalities\":[\"text\",\"image\"]")]
    [InlineData("groq", "\"context_window\":131072")]
    [InlineData("gemini", "\"id\":\"models/gemini-3.8-flash\"")]
    [InlineData("mistral", "\"capabilities\":{\"completion_chat\":true")]
    [InlineData("nvidia", "{\"object\":\"list\",\"data\":[{\"id\":\"nvidia/nemotron-3-super-120b-a12b\",\"object\":\"model\"")]
    [InlineData("ollama", "\"owned_by\":\"library\"")]
    public async Task Lists_have_the_shape_of_their_provider(string kind, string piece)
    {
        using var caller = Caller.Of(kind);

        (await caller.GetAsync("/models")).Text.ShouldContain(piece);
    }

    [Theory]
    [InlineData("openrouter", true)]
    [InlineData("nvidia", true)]
    [InlineData("modelscope", true)]
    [InlineData("groq", false)]
    [InlineData("zhipu", false)]
    public async Task A_list_is_public_only_where_it_is(string kind, bool isPublic)
    {
        using var caller = Caller.Of(kind);
        caller.Key = null;

        (await caller.GetAsync("/models")).Status.ShouldBe(isPublic ? 200 : 401);
    }
}
