namespace Gratis.Gateway.Import.Systems;

/// <summary>How LiteLLM calls providers, in the prefix of a model.</summary>
internal static class LiteLlmProviders
{
    /// <summary>Our id of one that is called otherwise there; null where the names are the same, or nobody knows it.</summary>
    public static string? IdOf(string prefix) => prefix switch
    {
        "together_ai" => "together",
        "fireworks_ai" => "fireworks",
        "nvidia_nim" => "nvidia",
        "ollama_chat" => "ollama",
        "hosted_vllm" => "vllm",
        "lm_studio" => "lmstudio",
        "cohere_chat" => "cohere",
        "vercel_ai_gateway" => "vercel",
        "dashscope" => "aliyun-intl",
        "text-completion-codestral" => "codestral",
        "text-completion-openai" or "custom_openai" => "openai",
        _ => null,
    };

    /// <summary>It stands for whatever is at an address.</summary>
    public static bool IsOpenAiLike(string prefix) => prefix is "openai" or "custom_openai" or "openai_like" or "litellm_proxy" or "text-completion-openai" or "llamafile" or "xinference";

    /// <summary>It means nothing without one.</summary>
    public static bool NeedsAddress(string? prefix) => prefix is "custom_openai" or "openai_like" or "litellm_proxy" or "llamafile" or "xinference";

    /// <summary>It speaks a format of its own, whatever its address.</summary>
    public static bool IsForeign(string prefix) => prefix is "azure" or "azure_ai" or "azure_text" or "anthropic" or "anthropic_text" or "bedrock" or "bedrock_converse" or "sagemaker" or "sagemaker_chat"
        or "vertex_ai" or "vertex_ai_beta" or "replicate" or "watsonx" or "watsonx_text" or "databricks" or "oci" or "predibase" or "nlp_cloud" or "petals" or "triton" or "github_copilot" or "snowflake";

    /// <summary>Who is meant by a model without a prefix.</summary>
    public static string? OfBareName(string model) =>
        model.StartsWith("gpt-", StringComparison.Ordinal) || model.StartsWith("chatgpt-", StringComparison.Ordinal) || model.StartsWith("text-embedding-", StringComparison.Ordinal)
        || model is ['o', >= '1' and <= '9', ..] ? "openai"
        : model.StartsWith("claude-", StringComparison.Ordinal) ? "anthropic"
        : null;
}
