using Gratis.Simulator.Faults;
using Gratis.Simulator.Personalities;

namespace Gratis.Simulator.Providers;

/// <summary>What a provider has to offer at one instant: the lives its models were given, then the faults that overrule them.</summary>
internal sealed class Shelf(ProviderSpec spec, FaultBook faults, DateTimeOffset since)
{
    /// <summary>Why a model cannot be called, with the status of the refusal (0 leaves it to the provider); null when it can.</summary>
    public (RefusalReason Reason, int Status)? AbsenceOf(ModelSpec model, string? account, DateTimeOffset now)
    {
        if (faults.State(FaultKind.ModelRemoved, now, spec.Id, model.Id, account) is { } removed)
            return (RefusalReason.ModelRemoved, removed.Status);
        if (now - since < model.From)
            return (RefusalReason.ModelUnknown, 0);
        return now - since >= model.Until ? (RefusalReason.ModelRemoved, 0) : null;
    }

    /// <summary>What a call costs.</summary>
    public Terms TermsOf(ModelSpec model, string? account, DateTimeOffset now) =>
        Turned(model, account, now) is { } turned ? new(turned.InputPrice, turned.OutputPrice, turned.Refuses) : Own(model, now, ofList: false);

    /// <summary>The models that the list shows, at the prices the provider admits.</summary>
    public List<ListedModel> Listed(string? account, DateTimeOffset now)
    {
        var listed = new List<ListedModel>(spec.Models.Count);
        foreach (var model in spec.Models)
        {
            if (!model.Listed || IsForgotten(model, now) || faults.State(FaultKind.ModelRemoved, now, spec.Id, model.Id, account) is not null)
                continue;
            var terms = Turned(model, account, now) is { Listed: true } ? TermsOf(model, account, now) : Own(model, now, ofList: true);
            listed.Add(new(model, terms.Input, terms.Output));
        }

        return listed;
    }

    private bool IsForgotten(ModelSpec model, DateTimeOffset now) =>
        now - since < model.From || now - since >= model.Until + model.Lingers;

    private FaultSpec? Turned(ModelSpec model, string? account, DateTimeOffset now) =>
        faults.State(FaultKind.ModelPaid, now, spec.Id, model.Id, account);

    /// <summary>The price of the latest change that has come about, or that the list has heard of.</summary>
    private Terms Own(ModelSpec model, DateTimeOffset now, bool ofList)
    {
        PriceChange? latest = null;
        foreach (var change in model.Prices)
        {
            var known = ofList ? change.At + change.ListedAfter : change.At;
            if (now - since >= known && change.At >= (latest?.At ?? TimeSpan.MinValue))
                latest = change;
        }

        return latest is null ? new(model.InputPrice, model.OutputPrice, Refuses: true) : new(latest.Input, latest.Output, latest.Refuses);
    }
}
