using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.Catalog;

/// <summary>What is known of a route beyond what a request needs, and why.</summary>
internal sealed record RouteDossier
{
    /// <summary>Its name for people.</summary>
    public required string DisplayName { get; init; }

    public required ModelIdentity Model { get; init; }

    public required ModelTier Tier { get; init; }

    public required ModelQuality Quality { get; init; }

    public required FreeVerdict Free { get; init; }

    public required RouteScore Score { get; init; }

    /// <summary>Its place in the order is the owner's word: no measure moves it.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>Why it has the state it has, where that is not the usual one.</summary>
    public string? StateReason { get; init; }

    /// <summary>What the config says about its being free, to notice when that changes.</summary>
    public required string FileWord { get; init; }

    /// <summary>Since when its provider's list no longer has it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    public DateOnly? Released { get; init; }

    /// <summary>When its provider means to take it away.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Everything that anybody says of it, put together only when somebody asks.</summary>
    public required Func<IReadOnlyList<RouteClaim>> Claims { get; init; }
}

/// <summary>One thing that somebody says of a route.</summary>
/// <param name="Topic">What it is about: <c>free</c>, <c>tools</c>, <c>context</c>.</param>
/// <param name="Value">What is said.</param>
/// <param name="Evidence">Who says so.</param>
/// <param name="IsBelieved">It is what counts; false: something stronger says otherwise, or the same.</param>
internal sealed record RouteClaim(string Topic, string Value, Evidence Evidence, bool IsBelieved);
