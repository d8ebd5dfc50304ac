using Gratis.Simulator.Faults;
using static Gratis.Simulator.Faults.FaultKind;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>One way in which a provider's list of models may be hostile.</summary>
/// <param name="Id">The provider that does it.</param>
/// <param name="Fault">What it does.</param>
/// <param name="Reason">What the owner is told; null where the list can be read all the same.</param>
public sealed record HostileList(string Id, FaultSpec Fault, string? Reason)
{
    private const string NoList = "an array was expected";

    // Who knows its list by a tag sends nothing when nothing has changed, and nothing cannot be torn.
    private const string Untagged = "groq";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileList> All { get; } =
    [
        new("endless", Of(EndlessBody), "Longer than 8 MiB"),
        new("huge", Of(HugeBody), "Longer than 8 MiB"),
        new("padded", Of(HugeBody) with { Bytes = 1_000_000 }, null),
        new("page", Of(Html) with { Status = 200 }, "A web page came"),
        new("failing-page", Of(Html) with { Status = 503 }, "Answered 503"),
        new("cycle", Of(CyclicRedirect), "a redirect to another address of the same host, and redirects are not followed"),
        new("long-cycle", Of(CyclicRedirect) with { Count = 2 }, "a redirect to another address of the same host, and redirects are not followed"),
        new("elsewhere", Of(Redirect) with { Location = "http://169.254.169.254/latest" }, "redirects are not followed"),
        new("torn", Of(TruncatedBody), "stops in the middle of the list") { Kind = Untagged },
        new("cut-off", Of(TruncatedBody) with { KeepsLength = true }, "Broke off") { Kind = Untagged },
        new("misframed", Of(BadFraming), "Sent what cannot be read") { Kind = Untagged },
        new("silent", Of(Stall) with { Count = 1 }, "No whole answer within 30 s"),
        new("flooded", Of(FloodedList), "Longer than 8 MiB"),
        new("crowded", Of(FloodedList) with { Count = 20_000 }, "more than 5,000 are not believed"),
        new("abysmal", Of(NonsenseList), "nested more than 64 levels deep"),
        new("nonsense", Of(NonsenseList) with { Count = 5 }, null),
        new("empty", Of(EmptyList), "lists no models"),
        new("half", Of(HalfList), "it is believed when it comes so again"),
        new("words", Of(MisshapenList), NoList),
        new("numbers", Of(MisshapenList) with { Count = 1 }, "no model that can be used"),
        new("text", Of(MisshapenList) with { Count = 2 }, "no JSON object or array"),
        new("nothing", Of(MisshapenList) with { Count = 3 }, "no JSON object or array"),
        new("hollow", Of(MisshapenList) with { Count = 4 }, NoList),
        new("gone", Of(RefuseConnection), "Broke off"),
    ];

    /// <summary>Whose manners the provider has otherwise.</summary>
    public string Kind { get; init; } = "openrouter";

    public static HostileList Find(string id) => All.Single(list => list.Id == id);

    private static FaultSpec Of(FaultKind kind) => new(kind) { On = FaultTarget.Lists };
}
