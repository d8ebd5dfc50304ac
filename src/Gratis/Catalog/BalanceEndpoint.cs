namespace Gratis.Catalog;

/// <summary>Where a provider tells an account what is left to it.</summary>
/// <param name="Url">Asked with GET and the account's key.</param>
/// <param name="Style">Whose answer it is.</param>
internal sealed record BalanceEndpoint(Uri Url, BalanceStyle Style);

/// <summary>Whose answer a balance endpoint gives: no two vendors use the same fields or units.</summary>
internal enum BalanceStyle
{
    /// <summary>Free requests of the day, and credits in USD.</summary>
    OpenRouter,

    /// <summary>A list of balances, each with its currency.</summary>
    DeepSeek,

    /// <summary>One balance in the currency of the site.</summary>
    Moonshot,

    /// <summary>Granted, paid and total balance as texts, in the currency of the site.</summary>
    SiliconFlow,

    /// <summary>Texts in ten-thousandths of a US dollar.</summary>
    Novita,

    /// <summary>Grains: one or two a call.</summary>
    ModelScope,

    /// <summary>Included and allowed USD of the month; of older plans the percentage of each window that is left.</summary>
    Ollama,
}
