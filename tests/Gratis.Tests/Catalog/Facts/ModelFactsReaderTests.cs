using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Facts;

namespace Gratis.Tests.Catalog.Facts;

public class ModelFactsReaderTests
{
    private const string Evidence = "as_of: 2026-10-05, source: someone";

    [Fact]
    public void What_an_entry_leaves_out_is_unknown_and_it_chats()
    {
        var model = Model($"id: a/b, {Evidence}");
        model.Id.ShouldBe("a/b");
        model.Kind.ShouldBe(ModelKind.Chat);
        model.IsBelievedFree.ShouldBeFalse();
        model.Context.ShouldBeNull();
        model.MaxOutput.ShouldBeNull();
        model.Released.ShouldBeNull();
        model.Capabilities.ShouldBe(default);
        model.Seen.ShouldBe(Capability.None);
        model.Evidence.ShouldBe(new Evidence(ClaimSource.BuiltIn, "someone", FactsFile.AsOf, 0.6));
    }

    [Fact]
    public void Everything_an_entry_can_say_is_read()
    {
        var model = Model("""
            id: 'a/b:free', free: believed, kind: chat, context: 131072, max_output: 65536, input: [text, image], tools: true, reasoning: true,
            """ + $" structured_output: false, seen: [tools, reasoning], released: 2025-08-05, confidence: high, {Evidence}");
        model.IsBelievedFree.ShouldBeTrue();
        model.Context.ShouldBe(131_072);
        model.MaxOutput.ShouldBe(65_536);
        model.Capabilities.Supported.ShouldBe(Capability.Tools | Capability.Reasoning | Capability.Vision);
        model.Capabilities.Unsupported.ShouldBe(Capability.StructuredOutput | Capability.Audio);
        model.Seen.ShouldBe(Capability.Tools | Capability.Reasoning);
        model.Released.ShouldBe(new DateOnly(2025, 8, 5));
        model.Evidence.Confidence.ShouldBe(0.9);
    }

    [Fact]
    public void What_is_disputed_is_not_believed() => Model($"id: a, free: disputed, {Evidence}").IsBelievedFree.ShouldBeFalse();

    [Fact]
    public void A_model_may_embed() => Model($"id: a, kind: embedding, {Evidence}").Kind.ShouldBe(ModelKind.Embedding);

    [Theory]
    [InlineData("id: a", "as_of: is missing")]
    [InlineData("id: a, as_of: 2026-10-05", "source: is missing")]
    [InlineData($"free: believed, {Evidence}", "id: is missing")]
    [InlineData($"id: 'a*', {Evidence}", "id: 'a*' must be a model id")]
    [InlineData($"id: a b, {Evidence}", "id: 'a b' must be a model id")]
    [InlineData($"id: a, free: true, {Evidence}", "free: 'true' must be one of: believed, disputed")]
    [InlineData($"id: a, kind: image, {Evidence}", "kind: 'image' must be one of: chat, embedding")]
    [InlineData($"id: a, context: 0, {Evidence}", "context: '0' must be a whole number")]
    [InlineData($"id: a, context: '-1', {Evidence}", "context: '-1' must be a whole number")]
    [InlineData($"id: a, context: 8k, {Evidence}", "context: '8k' must be a whole number")]
    [InlineData($"id: a, context: 4096, max_output: 8192, {Evidence}", "max_output: cannot be more than the context")]
    [InlineData($"id: a, input: [video], {Evidence}", "input: 'video' must be text, image or audio")]
    [InlineData($"id: a, input: text, {Evidence}", "input: must be a list")]
    [InlineData($"id: a, tools: yes, {Evidence}", "tools: 'yes' must be true or false")]
    [InlineData($"id: a, seen: [tools], {Evidence}", "seen: names what the entry does not say it can")]
    [InlineData($"id: a, tools: false, seen: [tools], {Evidence}", "seen: names what the entry does not say it can")]
    [InlineData($"id: a, tools: true, seen: [vision], {Evidence}", "seen: 'vision'")]
    [InlineData($"id: a, released: 2025-08, {Evidence}", "released: '2025-08' must be a date")]
    [InlineData($"id: a, confidence: sure, {Evidence}", "confidence: 'sure'")]
    [InlineData($"id: a, price: 0, {Evidence}", "unknown key 'price'")]
    public void A_wrong_entry_is_named_with_file_line_and_key(string entry, string says)
    {
        var error = Should.Throw<FormatException>(() => Model(entry));
        error.Message.ShouldStartWith("mine.yaml:3: ");
        error.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("models:\n  - { id: a }", "mine.yaml:1: provider: is missing")]
    [InlineData("provider: yours", "mine.yaml:1: provider: 'yours' belongs into yours.yaml")]
    [InlineData("provider: mine\nmodels: none", "mine.yaml:2: models: must be a list of mappings")]
    [InlineData("provider: mine\nnote: x", "mine.yaml:2: unknown key 'note'")]
    [InlineData($"provider: mine\nmodels:\n  - {{ id: a, {Evidence} }}\n  - {{ id: A, {Evidence} }}", "mine.yaml:4: id: 'A' is there twice")]
    public void What_stands_around_the_entries_is_as_strict(string yaml, string says) =>
        Should.Throw<FormatException>(() => Read(yaml)).Message.ShouldStartWith(says);

    private static ModelFacts Model(string entry) => Read($"provider: mine\nmodels:\n  - {{ {entry} }}").ShouldHaveSingleItem();

    private static System.Collections.Immutable.ImmutableArray<ModelFacts> Read(string yaml) => ModelFactsReader.Read("mine.yaml", new StringReader(yaml));
}
