namespace Gratis.Discovery.Listings.Reading;

/// <summary>
/// What a listed price counts. The name of its field and whether it is written as text or as a number decide, never its size: a guess by
/// size would sooner or later read a price as nothing. Zero is zero in every unit; where the unit is not known, a price above zero only
/// says that it is not free.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>prompt</c>, <c>completion</c> as text</term><description>USD per token: OpenRouter, SambaNova, LLM Gateway, Kilo.</description></item>
/// <item><term><c>prompt</c>, <c>completion</c> as a number</term><description>not known: per token at some, per million at others (Chutes).</description></item>
/// <item><term><c>input</c>, <c>output</c> as text</term><description>USD per token: Vercel.</description></item>
/// <item><term><c>input</c>, <c>output</c> as a number</term><description>USD per million: Together, Hugging Face, models.dev.</description></item>
/// <item><term><c>input_tokens</c>, <c>output_tokens</c></term><description>USD per million: DeepInfra.</description></item>
/// <item><term><c>input_price</c>, <c>output_price</c>, <c>…_cost_per_token</c></term><description>USD per token: Requesty, LiteLLM.</description></item>
/// <item><term><c>…_token_price_per_m</c></term><description>ten-thousandths of a USD per million: Novita. PPIO's are of a yuan, so read a bit too dear.</description></item>
/// <item><term><c>promptTextTokens</c>, <c>completionTextTokens</c></term><description>not known: Pollinations counts in its own coin.</description></item>
/// </list>
/// </remarks>
internal enum PriceUnit
{
    /// <summary>Nobody says.</summary>
    Unknown,

    /// <summary>USD per token.</summary>
    Token,

    /// <summary>USD per million tokens.</summary>
    Million,

    /// <summary>Ten-thousandths of a USD per million tokens.</summary>
    TenThousandth,
}
