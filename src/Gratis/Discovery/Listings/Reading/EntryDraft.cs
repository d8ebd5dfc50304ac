using System.Collections.Frozen;
using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>One entry of a list while it is read.</summary>
internal sealed class EntryDraft
{
    private const string GeminiPrefix = "models/";

    private readonly Dictionary<string, string> _marks = new(StringComparer.OrdinalIgnoreCase);
    private PriceDraft _price;
    private PurposeDraft _purpose;

    public string? Id { get; set; }

    public string? AlternativeId { get; set; }

    public string? Name { get; set; }

    public string? Title { get; set; }

    public string? CanonicalId { get; set; }

    public string? VendorId { get; set; }

    /// <summary>Why it cannot be used whatever it does.</summary>
    public string? Off { get; set; }

    public decimal? Size { get; set; }

    public DateOnly? Released { get; set; }

    public DateOnly? Expires { get; set; }

    public int? Context { get; private set; }

    public int? MaxOutput { get; private set; }

    public Capability Has { get; set; }

    public Capability Lacks { get; set; }

    /// <summary>How it is, of a server behind a router.</summary>
    public string? Status { get; set; }

    /// <summary>What its servers charge, where it has some and states no price itself.</summary>
    public ListedPrice? ServerPrice { get; set; }

    /// <summary>What it says of being free.</summary>
    public bool? MarkedFree => _marks.TryGetValue("is_free", out var value) ? value == "true" : null;

    /// <summary>What its fields say of prices.</summary>
    public ref PriceDraft Price => ref _price;

    /// <summary>What its fields say of its use.</summary>
    public ref PurposeDraft Use => ref _purpose;

    /// <summary>Takes a size of the context. Of several the smallest counts: the window that is served, not the one that was trained.</summary>
    public void TakeContext(int? tokens) => Context = Smaller(Context, tokens);

    /// <summary>Takes a limit of the answer; the smallest counts.</summary>
    public void TakeMaxOutput(int? tokens) => MaxOutput = Smaller(MaxOutput, tokens);

    /// <summary>Takes a plain yes or no to a capability.</summary>
    public void TakeClaim(Capability capability, bool? claim)
    {
        if (claim == true)
            Has |= capability;
        else if (claim == false)
            Lacks |= capability;
    }

    /// <summary>Takes what goes in: a list that names its inputs names all of them.</summary>
    public void TakeInputs(Modalities inputs)
    {
        _purpose.Inputs |= inputs;
        if (inputs == Modalities.None)
            return;

        TakeClaim(Capability.Vision, inputs.HasFlag(Modalities.Image));
        TakeClaim(Capability.Audio, inputs.HasFlag(Modalities.Audio));
    }

    /// <summary>Takes what comes out.</summary>
    public void TakeOutputs(Modalities outputs) => _purpose.Outputs |= outputs;

    /// <summary>Takes a field by which free models may be marked.</summary>
    public void TakeMark(string name, string? value)
    {
        if (ListedText.Shown(value) is { } shown)
            _marks.TryAdd(name, shown);
    }

    /// <summary>The model; null, with the reason, where the entry names none.</summary>
    /// <param name="fallbackId">What it was listed under, where its own fields do not say.</param>
    /// <param name="problem">Why it names none.</param>
    public ListedModel? Finish(string? fallbackId, out string? problem)
    {
        var id = StripPrefix(fallbackId ?? ChooseId());
        problem = ListedText.WhyNoId(id);
        if (problem is not null)
            return null;

        var purpose = Off is null ? _purpose.Resolve(id!) : Purpose.Only(Off);
        var name = ListedText.Shown(Title ?? Name);
        return new ListedModel
        {
            Id = id!,
            Name = name == id ? null : name,
            CanonicalId = ChooseCanonical(id!),
            Kind = purpose.Kind,
            Unfit = purpose.Unfit,
            Price = _price.Resolve() ?? ServerPrice,
            Marks = _marks.Count == 0 ? FrozenDictionary<string, string>.Empty : _marks.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            Context = Context,
            MaxOutput = MaxOutput,
            Size = Size,
            Capabilities = new CapabilitySet(Has, Lacks & ~Has),
            Released = Released,
            Expires = Expires,
        };
    }

    // Cloudflare's ids are numbers of its own, and the name is what a request needs. Elsewhere the name is for people, if there is an id.
    private string? ChooseId() => Id is null || (Name is not null && Guid.TryParseExact(Id, "D", out _)) ? AlternativeId ?? Name : Id;

    private string? ChooseCanonical(string id) =>
        Canonical(CanonicalId, id) ?? Canonical(VendorId, id);

    private static string? Canonical(string? candidate, string id) =>
        ListedText.WhyNoId(candidate) is null && !id.Equals(candidate, StringComparison.OrdinalIgnoreCase) ? candidate : null;

    private static string? StripPrefix(string? id) =>
        id is not null && id.StartsWith(GeminiPrefix, StringComparison.Ordinal) ? id[GeminiPrefix.Length..] : id;

    private static int? Smaller(int? known, int? said) => known is { } a && said is { } b ? Math.Min(a, b) : known ?? said;
}
