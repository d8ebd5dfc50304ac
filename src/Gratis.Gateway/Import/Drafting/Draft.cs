namespace Gratis.Gateway.Import.Drafting;

/// <summary>A config of ours while it is made. Everything in the order in which it was found.</summary>
internal sealed class Draft
{
    public OrderedDictionary<string, DraftValue> Server { get; } = [];

    public DraftValue? AdminToken { get; set; }

    public List<OrderedDictionary<string, DraftValue>> ClientKeys { get; } = [];

    public OrderedDictionary<string, DraftValue> Storage { get; } = [];

    public OrderedDictionary<string, DraftProvider> Providers { get; } = [];

    public List<string> Favorites { get; } = [];

    public List<string> BelievedFree { get; } = [];

    public OrderedDictionary<string, DraftPool> Pools { get; } = new(StringComparer.OrdinalIgnoreCase);

    public OrderedDictionary<string, DraftValue> Discovery { get; } = [];

    /// <summary>Sections below <c>discovery</c>, by name.</summary>
    public OrderedDictionary<string, OrderedDictionary<string, DraftValue>> BelowDiscovery { get; } = [];

    public List<string> DiscoveryProviders { get; } = [];

    public OrderedDictionary<string, DraftValue> AutoRoute { get; } = [];
}

/// <summary>A provider of it.</summary>
internal sealed class DraftProvider
{
    /// <summary>Everything that is one value: address, <c>local</c>, deadlines.</summary>
    public OrderedDictionary<string, DraftValue> Values { get; } = [];

    public List<DraftValue> Keys { get; } = [];

    public OrderedDictionary<string, DraftValue> Limits { get; } = [];

    /// <summary>Its models by id; with any, these are all it has.</summary>
    public OrderedDictionary<string, DraftModel> Models { get; } = [];
}

/// <summary>A model of a provider.</summary>
internal sealed class DraftModel
{
    public OrderedDictionary<string, DraftValue> Values { get; } = [];

    public OrderedDictionary<string, DraftValue> Limits { get; } = [];
}

/// <summary>A pool of it.</summary>
internal sealed class DraftPool(int line)
{
    /// <summary>Where the source has it.</summary>
    public int Line => line;

    public string Strategy { get; set; } = "weighted";

    /// <summary>Routes and their weights; null where none was given.</summary>
    public OrderedDictionary<string, long?> Targets { get; } = [];

    public List<string> Fallback { get; } = [];

    public long? AllowedFails { get; set; }

    public double? CooldownTime { get; set; }
}
