namespace Gratis.Catalog.Models;

/// <summary>What single words of an id mean.</summary>
internal static class IdWords
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Vendors = Set("""
        ai21 aisingapore alibaba amazon anthropic apac au azure baidu bedrock bytedance ca cerebras coding cohere databricks deepinfra eu fireworks
        global google groq ibm jp labs meta microsoft minimaxai mistralai moonshotai novita nvidia openai openrouter qcloud sambanova stepfun
        tencent together us vertex volcengine xai xiaomi zai zhipu
        """);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Brands = Set("""
        chatgpt claude codestral command dbrx deepseek devstral doubao ernie gemini gemma glm gpt granite grok hunyuan hy jamba kimi llama
        magistral mimo minimax ministral mistral mixtral nemotron nova o olmo paligemma phi pixtral qwen qwq seed step
        """);

    // Brands whose version stands apart everywhere (llama3.1 is llama-3.1), and two where it never does (qwen-3 is qwen3).
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ApartFromVersion = Set("""
        claude falcon gemini gemma glm gpt granite grok hermes jamba llama ministral mistral molmo nova phi
        """);

    // Brands that give new weights the old name and a short date.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Dated = Set("""
        codestral command deepseek devstral gemini glm hunyuan kimi longcat magistral ministral mistral pixtral qwen voxtral
        """);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Noise = Set("""
        4bit 8bit awq bf16 bnb exl2 fp16 fp4 fp8 gguf gptq hf instruct int4 int8 it latest maas mlx mxfp4 nvfp4 qat quantized tee tput versatile w4a16 w8a8
        """);

    // Say how it is served when they follow such a word, and which model it is elsewhere: instruct-turbo, but gpt-4-turbo.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NoiseAfterNoise = Set("dynamic fast turbo");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Efforts = Set("high low medium minimal xhigh");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ModelTags = Set("""
        air coder large lite maverick medium micro mini nano scout small tiny vision
        """);

    public static bool IsVendor(ReadOnlySpan<char> word) => Vendors.Contains(word);

    public static bool IsBrand(ReadOnlySpan<char> word) => Brands.Contains(IdText.Letters(word));

    public static bool StandsApart(ReadOnlySpan<char> letters) => ApartFromVersion.Contains(letters);

    public static bool JoinsVersion(ReadOnlySpan<char> word) => word is "qwen" or "lfm";

    public static bool NamesWeightsByDate(ReadOnlySpan<char> brand) => Dated.Contains(brand);

    public static bool IsNoise(ReadOnlySpan<char> word) => Noise.Contains(word);

    public static bool IsNoiseAfterNoise(ReadOnlySpan<char> word) => NoiseAfterNoise.Contains(word);

    public static bool IsEffort(ReadOnlySpan<char> word) => Efforts.Contains(word);

    /// <summary>Whether a tag tells which model it is: a size or a sibling's name.</summary>
    public static bool TellsModel(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOf('-');
        var first = end < 0 ? tag : tag[..end];
        return SizeReader.IsSize(first) || ModelTags.Contains(first);
    }

    /// <summary>Words apart by blanks, as a set that is asked by span. Not frozen: freezing all of them costs a start more than they ever save.</summary>
    public static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) => words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToHashSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();
}
