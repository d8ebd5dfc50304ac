using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Gratis.Gateway.Tests.Fixtures;
using OpenAI;
using OpenAI.Chat;

namespace Gratis.Gateway.Tests.Clients;

/// <summary>The OpenAI SDK for .NET, as it comes, with nothing but the gateway's address and a key of it.</summary>
public sealed class OpenAiSdkTests : IAsyncLifetime
{
    private static readonly ChatTool Square = ChatTool.CreateFunctionTool(
        "square", "Squares a number.", BinaryData.FromString("""{"type":"object","properties":{"number":{"type":"integer"}},"required":["number"]}"""));

    private readonly WatchedTransport _wire = new();
    private SdkWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_chats()
    {
        var completion = await Chat().CompleteChatAsync([new SystemChatMessage("Be brief."), new UserChatMessage("Hello!")], cancellationToken: Cancel);

        completion.Value.Content.ShouldHaveSingleItem().Text.ShouldBe("hello");
        (completion.Value.FinishReason, completion.Value.Role, completion.Value.Usage.TotalTokenCount).ShouldBe((ChatFinishReason.Stop, ChatMessageRole.Assistant, 5));
        completion.GetRawResponse().Headers.TryGetValue("X-Gateway-Trail", out var trail).ShouldBeTrue();
        trail.ShouldBe("mine/able=served");
    }

    [Fact]
    public async Task It_streams_and_learns_the_usage()
    {
        var updates = await Chat().CompleteChatStreamingAsync([new UserChatMessage("Count.")], cancellationToken: Cancel).ToListAsync(Cancel);

        updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text).ShouldBe(["one ", "two"]);
        updates.Where(update => update.FinishReason is not null).ShouldHaveSingleItem().FinishReason.ShouldBe(ChatFinishReason.Stop);
        updates.Where(update => update.Usage is not null).ShouldHaveSingleItem().Usage.TotalTokenCount.ShouldBe(5);
    }

    [Fact]
    public async Task It_is_asked_for_a_tool_and_brings_back_the_result()
    {
        var chat = Chat();
        var options = new ChatCompletionOptions { Tools = { Square } };
        List<ChatMessage> conversation = [new UserChatMessage("What is 7 squared?")];
        ChatCompletion asked = await chat.CompleteChatAsync(conversation, options, Cancel);
        asked.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = asked.ToolCalls.ShouldHaveSingleItem();
        var number = JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("number").GetInt32();
        conversation.Add(new AssistantChatMessage(asked));
        conversation.Add(new ToolChatMessage(call.Id, $"{number * number}"));

        ChatCompletion answered = await chat.CompleteChatAsync(conversation, options, Cancel);

        (call.FunctionName, answered.Content[0].Text).ShouldBe(("square", "call_1 gave 49"));
    }

    [Fact]
    public async Task It_puts_a_streamed_tool_call_together()
    {
        var updates = await Chat().CompleteChatStreamingAsync([new UserChatMessage("What is 7 squared?")], new ChatCompletionOptions { Tools = { Square } }, Cancel).ToListAsync(Cancel);

        var calls = updates.SelectMany(update => update.ToolCallUpdates).ToList();
        (calls[0].ToolCallId, calls[0].FunctionName).ShouldBe(("call_1", "square"));
        string.Concat(calls.Select(call => call.FunctionArgumentsUpdate)).ShouldBe("""{"number":7}""");
        updates.Select(update => update.FinishReason).ShouldContain(ChatFinishReason.ToolCalls);
    }

    [Fact]
    public async Task Its_schema_reaches_the_provider_and_the_answer_follows_it()
    {
        var schema = BinaryData.FromString("""{"type":"object","properties":{"x":{"type":"integer"},"y":{"type":"integer"}},"required":["x","y"],"additionalProperties":false}""");
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("point", schema, jsonSchemaIsStrict: true) };

        ChatCompletion point = await Chat().CompleteChatAsync([new UserChatMessage("A point.")], options, Cancel);

        JsonDocument.Parse(point.Content[0].Text).RootElement.GetProperty("y").GetInt32().ShouldBe(2);
        var sent = JsonDocument.Parse(_world.UpstreamCalls.ShouldHaveSingleItem().Body).RootElement.GetProperty("response_format").GetProperty("json_schema");
        (sent.GetProperty("name").GetString(), sent.GetProperty("strict").GetBoolean()).ShouldBe(("point", true));
        JsonElement.DeepEquals(sent.GetProperty("schema"), JsonDocument.Parse(schema).RootElement).ShouldBeTrue();
    }

    [Theory]
    [InlineData(ScriptedModels.Vectors)]
    [InlineData(ScriptedModels.PlainVectors)]
    public async Task It_embeds(string model)
    {
        var embedded = await Client().GetEmbeddingClient("mine/" + model).GenerateEmbeddingsAsync(["a", "b"], cancellationToken: Cancel);

        embedded.Value.Select(vector => vector.ToFloats().ToArray()).ShouldBe([[0.5f, -0.25f], [1f, 0f]]);
        embedded.Value.Usage.TotalTokenCount.ShouldBe(2);
    }

    [Fact]
    public async Task It_lists_the_models_and_finds_one_by_its_name()
    {
        var models = Client().GetOpenAIModelClient();

        var listed = (await models.GetModelsAsync(Cancel)).Value;
        listed.Select(model => model.Id).ShouldContain("mine/able");
        listed.ShouldAllBe(model => model.OwnedBy.Length > 0);
        (await models.GetModelAsync("mine/able", Cancel)).Value.Id.ShouldBe("mine/able");
        (await Should.ThrowAsync<ClientResultException>(() => models.GetModelAsync("mine/nothing", Cancel))).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("wrong-key", "mine/able", 401, "invalid_api_key", "key")]
    [InlineData(SdkWorld.Key, "mine/nothing", 404, "model_not_found", "Provider 'mine' lists no model")]
    [InlineData(SdkWorld.Key, "mine/vectors", 400, "unsupported_capabilities", "mine/vectors")]
    [InlineData(SdkWorld.Key, "mine/strict", 400, "invalid_request", "temperature must be at most 2")]
    public async Task It_tells_what_the_gateway_says_is_wrong(string key, string model, int status, string code, string words)
    {
        var refused = await Should.ThrowAsync<ClientResultException>(() => Chat(model, key).CompleteChatAsync("Hello!"));

        refused.Status.ShouldBe(status);
        refused.Message.ShouldContain(code);
        refused.Message.ShouldContain(words);
        _wire.Exchanges.ShouldHaveSingleItem("what is wrong with a request is not asked twice").Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_waits_as_long_as_the_gateway_says_and_is_served_then(bool streams)
    {
        var chat = Chat("mine/" + ScriptedModels.Limited);

        var text = streams
            ? string.Concat((await chat.CompleteChatStreamingAsync([new UserChatMessage("Hello!")], cancellationToken: Cancel).ToListAsync(Cancel)).SelectMany(update => update.ContentUpdate).Select(part => part.Text))
            : (await chat.CompleteChatAsync([new UserChatMessage("Hello!")], cancellationToken: Cancel)).Value.Content[0].Text;

        text.ShouldBe(streams ? "one two" : "hello");
        _wire.Exchanges.Select(exchange => (exchange.Status, exchange.RetryAfter)).ShouldBe([(429, ScriptedModels.Limit), (200, null)]);
        TimeProvider.System.GetElapsedTime(_wire.Exchanges[0].Answered, _wire.Exchanges[1].Sent).ShouldBeInRange(ScriptedModels.Limit - TimeSpan.FromMilliseconds(50), Bounded.Patience);
        _world.UpstreamCalls.Count.ShouldBe(2);
    }

    public async ValueTask InitializeAsync() => _world = await SdkWorld.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _wire.Dispose();
        await _world.DisposeAsync();
    }

    private ChatClient Chat(string model = "mine/" + ScriptedModels.Able, string key = SdkWorld.Key) => Client(key).GetChatClient(model);

    private OpenAIClient Client(string key = SdkWorld.Key) => new(
        new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = _world.Endpoint, Transport = new HttpClientPipelineTransport(new HttpClient(_wire, disposeHandler: false)) });
}
