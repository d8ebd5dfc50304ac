using System.Text.Json;
using Gratis.Hosting.Client;
using Microsoft.Extensions.AI;

namespace Gratis.Tests.Hosting.Client;

public sealed class ChatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private const string Rich = """
        {"id":"chatcmpl-9","object":"chat.completion","created":1760000000,"model":"m-0301","choices":[{"index":0,"message":
        {"role":"assistant","content":"Forty-two.","reasoning_content":"Six times seven."},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":30,"completion_tokens":12,"total_tokens":42,"prompt_tokens_details":{"cached_tokens":20,"audio_tokens":3},
        "completion_tokens_details":{"reasoning_tokens":8,"accepted_prediction_tokens":2}}}
        """;

    [Fact]
    public void A_response_says_its_text_its_thoughts_its_usage_and_the_way_it_took()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Error(500));
        world.Network.On("b/m", Reply.Json(Rich));

        var response = world.Run(() => world.Client.GetResponseAsync("How much?", new ChatOptions { ModelId = "m" }, cancellationToken: Cancel));

        response.Text.ShouldBe("Forty-two.");
        response.Messages.ShouldHaveSingleItem().Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("Six times seven.");
        response.Messages[0].Contents[0].ShouldBeOfType<TextReasoningContent>();
        (response.ResponseId, response.ModelId, response.FinishReason).ShouldBe(("chatcmpl-9", "m-0301", ChatFinishReason.Stop));
        response.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));
        var usage = response.Usage.ShouldNotBeNull();
        (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.CachedInputTokenCount, usage.ReasoningTokenCount).ShouldBe((30, 12, 42, 20, 8));
        usage.AdditionalCounts!["accepted_prediction_tokens"].ShouldBe(2);
        usage.AdditionalCounts["input_audio_tokens"].ShouldBe(3);

        var way = response.AdditionalProperties.ShouldNotBeNull();
        (way[GratisProperties.Route], way[GratisProperties.Provider], way[GratisProperties.Attempts]).ShouldBe(("b/m", "b", 2));
        way[GratisProperties.Trail].ShouldBe("a/m=broken,b/m=served");
        way[GratisProperties.RequestId].ShouldBeOfType<string>().ShouldStartWith("req-");
    }

    [Fact]
    public void A_response_survives_being_kept_as_JSON_by_a_cache()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json(Rich));
        var response = world.Run(() => world.Client.GetResponseAsync("How much?", new ChatOptions { ModelId = "a/m" }, cancellationToken: Cancel));

        var kept = JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)));
        var again = (ChatResponse)JsonSerializer.Deserialize(kept, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse)))!;
        (again.Text, again.AdditionalProperties![GratisProperties.Route]!.ToString()).ShouldBe(("Forty-two.", "a/m"));
    }

    [Fact]
    public void Options_travel_as_OpenAI_spells_them()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        var options = new ChatOptions
        {
            ModelId = "a/m",
            Instructions = "Be brief.",
            Temperature = 0.7f,
            TopP = 0.9f,
            TopK = 40,
            MaxOutputTokens = 256,
            FrequencyPenalty = 0.5f,
            PresencePenalty = -0.5f,
            Seed = 7,
            StopSequences = ["END", "\n\n"],
            Reasoning = new ReasoningOptions { Effort = ReasoningEffort.Low },
            ResponseFormat = ChatResponseFormat.Text,
            AdditionalProperties = new() { ["user"] = "u1", ["logit_bias"] = new Dictionary<string, object?> { ["50256"] = -100 }, ["temperature"] = 2, ["n"] = null },
        };
        world.Run(() => world.Client.GetResponseAsync("Hi", options, cancellationToken: Cancel));

        world.Sent.ToString().ShouldBe("""
            {"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}],"temperature":0.7,"top_p":0.9,"top_k":40,"max_tokens":256,"frequency_penalty":0.5,"presence_penalty":-0.5,"seed":7,"reasoning_effort":"low","stop":["END","\n\n"],"response_format":{"type":"text"},"user":"u1","logit_bias":{"50256":-100},"n":null}
            """.Trim());
    }

    [Fact]
    public void What_a_factory_makes_as_JSON_comes_before_what_the_options_say()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        var options = new ChatOptions
        {
            ModelId = "a/m",
            Temperature = 0.7f,
            Seed = 1,
            RawRepresentationFactory = client => ReferenceEquals(client, world.Client) ? JsonElement.Parse("""{"temperature":0,"service_tier":"flex"}""") : null,
        };
        world.Run(() => world.Client.GetResponseAsync("Hi", options, cancellationToken: Cancel));
        (world.Sent.GetProperty("temperature").GetInt32(), world.Sent.GetProperty("service_tier").GetString(), world.Sent.GetProperty("seed").GetInt32()).ShouldBe((0, "flex", 1));

        options.RawRepresentationFactory = _ => "meant for another client";
        world.Run(() => world.Client.GetResponseAsync("Hi", options, cancellationToken: Cancel));
        world.Sent.GetProperty("temperature").GetDouble().ShouldBe(0.7);

        options.RawRepresentationFactory = _ => JsonElement.Parse("""{"stream":true}""");
        Should.Throw<ArgumentException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", options, cancellationToken: Cancel))).Message.ShouldContain("'stream'");
    }

    [Theory]
    [InlineData(null, """{"type":"json_schema","json_schema":{"name":"city","description":"A place","schema":{"type":"object"}}}""")]
    [InlineData(true, """{"type":"json_schema","json_schema":{"name":"city","description":"A place","strict":true,"schema":{"type":"object"}}}""")]
    public void A_schema_travels_with_its_name(bool? strict, string expected)
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json(Reply.Answer.Replace("hello", """{\"name\":\"Rome\"}""", StringComparison.Ordinal)));
        var options = new ChatOptions { ModelId = "a/m", ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}"""), "city", "A place") };
        if (strict is not null)
            options.AdditionalProperties = new() { ["strictJsonSchema"] = strict };

        world.Run(() => world.Client.GetResponseAsync("Where?", options, cancellationToken: Cancel)).Text.ShouldBe("""{"name":"Rome"}""");
        world.Sent.GetProperty("response_format").ToString().ShouldBe(expected);
        world.Sent.TryGetProperty("strictJsonSchema", out _).ShouldBeFalse();
    }

    [Fact]
    public void Plain_JSON_is_asked_for_without_a_schema()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json(Reply.Answer.Replace("hello", "{}", StringComparison.Ordinal)));
        world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "a/m", ResponseFormat = ChatResponseFormat.Json }, cancellationToken: Cancel));
        world.Sent.GetProperty("response_format").ToString().ShouldBe("""{"type":"json_object"}""");
    }

    [Fact]
    public void Images_sound_and_files_travel_beside_the_text()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        var message = new ChatMessage(ChatRole.User,
        [
            new TextContent("What is that?"),
            new DataContent(new byte[] { 1, 2, 3 }, "image/png"),
            new UriContent("https://pictures.test/cat.jpg", "image/jpeg") { AdditionalProperties = new() { ["detail"] = "low" } },
            new DataContent(new byte[] { 4, 5 }, "audio/wav"),
            new DataContent(new byte[] { 6 }, "application/pdf") { Name = "a.pdf" },
        ]);
        world.Run(() => world.Client.GetResponseAsync(message, new ChatOptions { ModelId = "a/m" }, cancellationToken: Cancel));

        world.Sent.GetProperty("messages")[0].GetProperty("content").ToString().ShouldBe("""
            [{"type":"text","text":"What is that?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}},{"type":"image_url","image_url":{"url":"https://pictures.test/cat.jpg","detail":"low"}},{"type":"input_audio","input_audio":{"data":"BAU=","format":"wav"}},{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,Bg=="}}]
            """.Trim());
    }

    [Fact]
    public void What_no_model_can_be_sent_is_refused_before_anything_is()
    {
        using var world = new ClientWorld();
        var link = new ChatMessage(ChatRole.User, [new UriContent("https://files.test/a.pdf", "application/pdf")]);
        Should.Throw<NotSupportedException>(() => world.Run(() => world.Client.GetResponseAsync(link, cancellationToken: Cancel))).Message.ShouldContain("application/pdf");
        var tools = new ChatOptions { Tools = [new HostedCodeInterpreterTool()] };
        Should.Throw<NotSupportedException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", tools, cancellationToken: Cancel))).Message.ShouldContain("HostedCodeInterpreterTool");
        var state = new ChatOptions { ConversationId = "c-1" };
        Should.Throw<NotSupportedException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", state, cancellationToken: Cancel))).Message.ShouldContain("ConversationId");
        world.Network.CallCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("eos", "eos")]
    public void A_finish_reason_is_the_provider_s(string said, string heard)
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json(Reply.Answer.Replace("\"stop\"", $"\"{said}\"", StringComparison.Ordinal)));
        world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "a/m" }, cancellationToken: Cancel)).FinishReason!.Value.Value.ShouldBe(heard);
    }

    [Fact]
    public void Pictures_that_a_model_draws_are_contents()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Json("""
            {"choices":[{"index":0,"message":{"role":"assistant","content":"Here.","images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]},"finish_reason":"stop"}]}
            """));
        var contents = world.Run(() => world.Client.GetResponseAsync("Draw", new ChatOptions { ModelId = "a/m" }, cancellationToken: Cancel)).Messages[0].Contents;
        contents[1].ShouldBeOfType<DataContent>().Data.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_client_tells_who_it_is_and_what_is_behind_it()
    {
        using var world = new ClientWorld();
        using var chat = new GratisClient(world.Host, "free");
        chat.GetService<ChatClientMetadata>().ShouldNotBeNull().DefaultModelId.ShouldBe("free");
        chat.GetService<ChatClientMetadata>()!.ProviderName.ShouldBe("gratis");
        chat.GetService<GratisHost>().ShouldBeSameAs(world.Host);
        chat.GetService<GratisClient>().ShouldBeSameAs(chat);
        chat.GetService<IChatClient>().ShouldBeSameAs(chat);
        chat.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId.ShouldBe("free");
        chat.GetService<string>().ShouldBeNull();
        chat.GetService<IChatClient>("key").ShouldBeNull();
        new InvokingClient(chat).GetService<ChatClientMetadata>()!.DefaultModelId.ShouldBe("free");
    }
}
