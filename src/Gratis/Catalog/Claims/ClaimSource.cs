namespace Gratis.Catalog.Claims;

/// <summary>Who says a thing of a route, weakest first: of two that disagree, the later one here is believed.</summary>
internal enum ClaimSource
{
    /// <summary>Read out of the model's name.</summary>
    Guess,

    /// <summary>The facts that are shipped with the program.</summary>
    BuiltIn,

    /// <summary>A public catalogue that is not the provider's own.</summary>
    SecondOpinion,

    /// <summary>The provider's own list of models.</summary>
    ProviderList,

    /// <summary>Answers to requests of clients.</summary>
    Observed,

    /// <summary>A question that was asked to find out.</summary>
    Probe,

    /// <summary>The config, or what the owner said over the API.</summary>
    Owner,
}

/// <summary>The three layers of what is known: an upgrade replaces the first, and nothing but the owner the last.</summary>
internal enum ClaimLayer
{
    /// <summary>Comes with the program.</summary>
    Shipped,

    /// <summary>Found out since.</summary>
    Learned,

    /// <summary>Said by the owner.</summary>
    Owner,
}

/// <summary>What follows from a source.</summary>
internal static class ClaimSources
{
    extension(ClaimSource source)
    {
        /// <summary>Where it is kept.</summary>
        public ClaimLayer Layer => source switch
        {
            ClaimSource.Guess or ClaimSource.BuiltIn => ClaimLayer.Shipped,
            ClaimSource.Owner => ClaimLayer.Owner,
            _ => ClaimLayer.Learned,
        };

        /// <summary>As answers and the command line spell it.</summary>
        public string Spell() => source switch
        {
            ClaimSource.Guess => "guess",
            ClaimSource.BuiltIn => "built_in",
            ClaimSource.SecondOpinion => "second_opinion",
            ClaimSource.ProviderList => "provider_list",
            ClaimSource.Observed => "observed",
            ClaimSource.Probe => "probe",
            _ => "owner",
        };
    }
}
