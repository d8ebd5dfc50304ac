namespace Gratis.Discovery.Listings.Reading;

/// <summary>The prices that the fields of one entry state, in USD per million tokens. Where several state one, the dearest counts.</summary>
internal struct PriceDraft
{
    private decimal? _thinking;
    private bool _isChargedElsewhere;

    /// <summary>Of the prompt; null where nothing was said.</summary>
    public decimal? Input { readonly get; private set; }

    /// <summary>Of the completion; null where nothing was said.</summary>
    public decimal? Output { readonly get; private set; }

    /// <summary>Of each request in USD.</summary>
    public decimal PerRequest { readonly get; private set; }

    /// <summary>Takes a price of the prompt.</summary>
    public void TakeInput(decimal? amount, PriceUnit unit) => Input = Dearer(Input, PerMillion(amount, unit));

    /// <summary>Takes a price of the completion.</summary>
    public void TakeOutput(decimal? amount, PriceUnit unit) => Output = Dearer(Output, PerMillion(amount, unit));

    /// <summary>Takes a price of tokens that are thought before the completion: they make a completion dearer, they do not price one.</summary>
    public void TakeThinking(decimal? amount, PriceUnit unit) => _thinking = Dearer(_thinking, PerMillion(amount, unit));

    /// <summary>Takes a price in USD of each request.</summary>
    public void TakeRequest(decimal? amount) => PerRequest = Dearer(PerRequest, amount) ?? 0;

    /// <summary>Takes what is charged in other ways than by the token: no price of tokens says what a request costs then.</summary>
    public void TakeOtherCharge(decimal? amount)
    {
        if (amount is not (null or 0))
            PerRequest = Dearer(PerRequest, Amount.Varies) ?? 0;
    }

    /// <summary>Takes the prices of another way to be served, as for long prompts: who is free only sometimes is not free.</summary>
    public void TakeAlternative(in PriceDraft other) =>
        _isChargedElsewhere |= other.Input is not (null or 0) || other.Output is not (null or 0) || other.PerRequest != 0;

    /// <summary>Both prices, or null.</summary>
    public readonly ListedPrice? Resolve()
    {
        if (Input is not { } input || Output is not { } output)
            return null;

        var price = new ListedPrice(input, Dearer(output, _thinking) ?? output, PerRequest);
        return price.IsZero && _isChargedElsewhere ? price with { PerRequest = Amount.Varies } : price;
    }

    private static decimal? PerMillion(decimal? amount, PriceUnit unit) => amount is { } said ? Amount.PerMillion(said, unit) : null;

    private static decimal? Dearer(decimal? known, decimal? said) => (known, said) switch
    {
        (null, _) => said,
        (_, null) => known,
        (> 0, > 0) => Math.Max(known.Value, said.Value),
        (> 0, _) => known,
        (_, > 0) => said,

        // Of "nobody knows" and "nothing" the first counts.
        _ => Math.Min(known.Value, said.Value),
    };
}
