using System.Collections.Frozen;
using Gratis.Catalog;
using Gratis.Catalog.Claims;
using Gratis.Catalog.Free;
using Gratis.Catalog.Learned;
using Gratis.Catalog.Models;
using Gratis.Catalog.Ranking;

namespace Gratis.Hosting.Catalogue;

/// <summary>From everything that is said of a route to what is believed of it.</summary>
internal sealed class RouteBuilder(CatalogKnowledge knowledge, Benchmarks benchmarks, BelievedFree believed, bool autoEnable)
{
    private readonly HashSet<string> _placed = new(knowledge.Edits.Order, StringComparer.OrdinalIgnoreCase);

    public Route Build(RouteSources sources)
    {
        var id = sources.UpstreamId;
        var free = FreeProof.Judge(RouteFreedom.QuestionOf(sources, believed));
        var life = RouteLife.Of(sources, free.IsFree, autoEnable);
        var can = RouteClaims.Capabilities(sources);
        var model = ModelIds.Identify(sources.Listed?.CanonicalId ?? id);
        var released = sources.Listed?.Released ?? sources.Second?.Released ?? sources.Shipped?.Released;
        var quality = QualityEstimate.Of(model, benchmarks, released);
        var context = RouteClaims.Context(sources);
        var rejected = Rejected(sources);
        var listedPrice = sources.Listed?.Price ?? sources.Second?.Price;
        return new Route(sources.At.Provider, id)
        {
            Kind = sources.Config?.Kind ?? sources.Listed?.Kind ?? sources.Shipped?.Kind ?? ModelFitness.GuessKind(id),
            IsFree = free.IsFree,
            State = life.State,
            Limits = sources.At.Limits.ForModel(id, sources.Config?.Limits, free.IsFree, pays: sources.Config?.Free == false),
            Context = context?.Value,
            MaxOutput = RouteClaims.MaxOutput(sources),
            Capabilities = can,
            Price = sources.Config?.Price is { } own ? new Price(own.Input, own.Output) : listedPrice is { IsFixed: true } ? new Price(listedPrice.Input, listedPrice.Output, listedPrice.PerRequest) : null,
            RejectedParameters = rejected,
            Search = RouteSearch.Of(sources, can, rejected),
            Dossier = new RouteDossier
            {
                DisplayName = sources.Listed?.Name ?? sources.Second?.Name ?? id,
                Model = model,
                Tier = ModelTiers.Of(model, reasons: null),
                Quality = quality,
                Free = free,
                FileWord = RouteFreedom.FileWordOf(sources),
                Score = Score(sources, quality, context),
                IsPlaced = _placed.Contains(sources.RouteId),
                StateReason = life.Reason,
                MissingSince = sources.MissingSince,
                Released = released,
                Expires = sources.Listed?.Expires,
                Claims = () => RouteStory.Tell(sources, free),
            },
        };
    }

    private RouteScore Score(RouteSources sources, ModelQuality quality, Claim<int>? context)
    {
        var measured = knowledge.Measures?.Find(sources.RouteId)?.Read(knowledge.Now);
        return RouteScorer.Score(new ScoreInput(quality.Points, quality.Why, knowledge.Now)
        {
            Success = measured?.Success is { } success ? new MeasuredSuccess(success.Samples, success.Rate, success.High) : null,
            Speed = measured?.FirstToken is { } speed ? new MeasuredSpeed(speed.Samples, speed.P50) : null,
            Context = context,
            MissingSince = sources.MissingSince,
            Expires = sources.Listed?.Expires is { } day ? new Claim<DateOnly>(day, sources.At.ListEvidence!) : null,
        });
    }

    private static IReadOnlyCollection<string> Rejected(RouteSources sources)
    {
        var own = sources.Config?.RejectedParameters ?? [];
        if (own.Count == 0 && sources.Learned.Count == 0)
            return sources.At.Provider.RejectedParameters;

        var learned = sources.Learned.Keys.Where(static topic => topic.StartsWith(LearnedTopics.Refuses, StringComparison.Ordinal)).Select(static topic => topic[LearnedTopics.Refuses.Length..]);
        return sources.At.Provider.RejectedParameters.Concat(own).Concat(learned).ToFrozenSet(StringComparer.Ordinal);
    }
}
