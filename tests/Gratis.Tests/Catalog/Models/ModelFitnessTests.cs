using Gratis.Catalog;
using Gratis.Catalog.Models;

namespace Gratis.Tests.Catalog.Models;

public class ModelFitnessTests
{
    [Theory]
    [InlineData("BAAI/bge-m3")]
    [InlineData("openai/text-embedding-3-small")]
    [InlineData("models/gemini-embedding-001")]
    [InlineData("@cf/google/embeddinggemma-300m")]
    [InlineData("nvidia/nv-embedqa-e5-v5")]
    [InlineData("nvidia/llama-nemotron-embed-vl-1b-v2")]
    [InlineData("Qwen3-Embedding-8B")]
    [InlineData("nomic-embed-text:latest")]
    [InlineData("jina-embeddings-v3")]
    public void Embedding_models_are_known_by_name(string id)
    {
        ModelFitness.GuessKind(id).ShouldBe(ModelKind.Embedding);
        ModelFitness.Unfit(id, null).ShouldBeNull();
        ModelFitness.Unfit(id, ModelKind.Embedding).ShouldBeNull();
        ModelFitness.Unfit(id, ModelKind.Chat).ShouldBe("makes embeddings");
    }

    [Theory]
    [InlineData("BAAI/bge-reranker-v2-m3")]
    [InlineData("cohere/rerank-v3.5")]
    [InlineData("nvidia/rerank-qa-mistral-4b")]
    [InlineData("Qwen/Qwen3-Reranker-8B")]
    public void Rerankers_are_known_by_name(string id)
    {
        ModelFitness.GuessKind(id).ShouldBe(ModelKind.Rerank);
        ModelFitness.Unfit(id, null).ShouldBeNull();
        ModelFitness.Unfit(id, ModelKind.Chat).ShouldBe("ranks documents");
    }

    [Theory]
    [InlineData("meta-llama/llama-guard-4-12b", "judges safety")]
    [InlineData("meta-llama/llama-prompt-guard-2-22m", "judges safety")]
    [InlineData("openai/gpt-oss-safeguard-20b", "judges safety")]
    [InlineData("google/shieldgemma-9b", "judges safety")]
    [InlineData("nvidia/nemotron-3.5-content-safety:free", "judges safety")]
    [InlineData("ibm-granite/granite-guardian-3.3-8b", "judges safety")]
    [InlineData("omni-moderation-latest", "judges safety")]
    [InlineData("nvidia/gliner-pii", "finds personal data")]
    [InlineData("deepseek-ai/DeepSeek-OCR", "reads documents")]
    [InlineData("PaddlePaddle/PaddleOCR-VL-1.5", "reads documents")]
    [InlineData("nvidia/nemotron-parse", "reads documents")]
    [InlineData("google/google-paligemma", "reads documents")]
    [InlineData("gemini-2.5-flash-preview-tts", "speaks")]
    [InlineData("canopylabs/orpheus-v1-english", "works on sound")]
    [InlineData("FunAudioLLM/CosyVoice2-0.5B", "speaks")]
    [InlineData("@cf/deepgram/nova-3", "works on sound")]
    [InlineData("whisper-large-v3-turbo", "writes down speech")]
    [InlineData("gpt-4o-transcribe", "writes down speech")]
    [InlineData("gpt-4o-realtime-preview", "works on sound")]
    [InlineData("black-forest-labs/flux.1-dev", "makes images")]
    [InlineData("accounts/fireworks/models/flux-1-schnell-fp8", "makes images")]
    [InlineData("stabilityai/stable-diffusion-xl-base-1.0", "makes images")]
    [InlineData("gpt-image-1", "makes images")]
    [InlineData("openai/dall-e-3", "makes images")]
    [InlineData("gemini-2.5-flash-image", "makes images")]
    [InlineData("imagen-4.0-generate-001", "makes images")]
    [InlineData("Kwai-Kolors/Kolors", "makes images")]
    [InlineData("veo-3.1-generate-preview", "makes videos")]
    [InlineData("Wan-AI/Wan2.2-T2V-A14B", "makes videos")]
    [InlineData("google/lyria-3-clip-preview", "makes music")]
    [InlineData("nvidia/riva-translate-4b-instruct-v1_1", "only translates")]
    [InlineData("tencent/Hunyuan-MT-7B", "only translates")]
    [InlineData("qwen-mt-plus", "only translates")]
    [InlineData("nvidia/nemotron-4-340b-reward", "grades answers")]
    [InlineData("Qwen/Qwen2.5-Math-PRM-72B", "grades answers")]
    [InlineData("meta/esm2-650m", "works on molecules")]
    [InlineData("nvidia/cosmos-predict1-5b", "works on videos")]
    [InlineData("davinci-002", "completes text, does not chat")]
    public void What_does_not_chat_is_unfit_and_says_why_whatever_the_list_says(string id, string why)
    {
        ModelFitness.Unfit(id, null).ShouldBe(why);
        ModelFitness.Unfit(id, ModelKind.Chat).ShouldBe(why);
    }

    [Theory]
    [InlineData("acme/guardian-7b")]
    [InlineData("acme/orca-2-13b")]
    [InlineData("acme/veolia-70b")]
    [InlineData("acme/wanda-7b")]
    [InlineData("acme/barkley")]
    [InlineData("acme/embedded-systems-coder-7b")]
    [InlineData("acme/imagenius")]
    [InlineData("acme/soraya-8b")]
    [InlineData("acme/democracy-llm")]
    [InlineData("google/diffusiongemma-26b-a4b")]
    [InlineData("amazon/nova-3-pro")]
    [InlineData("nvidia/cosmos-reason1-7b")]
    [InlineData("mistralai/mistral-nemotron")]
    [InlineData("meta/llama-3.2-90b-vision-instruct")]
    [InlineData("microsoft/phi-4-multimodal-instruct")]
    [InlineData("gpt-4o-search-preview")]
    [InlineData("xiaomi/mimo-v2-omni-free")]
    [InlineData("openrouter/free")]
    public void A_word_inside_another_proves_nothing(string id)
    {
        ModelFitness.Unfit(id, null).ShouldBeNull();
        ModelFitness.GuessKind(id).ShouldBe(ModelKind.Chat);
    }

    [Fact]
    public void Every_model_of_the_benchmarks_and_the_corpus_chats()
    {
        string[] all = [.. Benchmarks.Load().Families, .. ModelIdCorpus.Rows.Select(row => row.Id)];
        all.Where(id => ModelFitness.Unfit(id, ModelKind.Chat) is not null).ShouldBeEmpty();
    }
}
