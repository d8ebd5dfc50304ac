using Gratis.Wire;

namespace Gratis.Quotas.Estimates;

/// <summary>
/// Says how many tokens a request will cost before it is sent, and learns from what comes back: the input by a factor per model, the
/// output by what 95 % of the answers of that model to that client did not exceed. Knows a bounded number of models and clients.
/// </summary>
internal sealed class TokenEstimator
{
    /// <summary>How many models are remembered, and how many pairs of model and client.</summary>
    public const int DefaultCapacity = 4096;

    // Keeps the memory bounded in bytes and not just in names.
    private const int LongestName = 256;

    private readonly BoundedMap<string, ModelHistory> _models;
    private readonly BoundedMap<Habit, HighQuantile> _habits;
    private HighQuantile? _everybody;

    public TokenEstimator(int capacity = DefaultCapacity)
    {
        _models = new(capacity);
        _habits = new(capacity);
    }

    /// <summary>What the request will cost with this model.</summary>
    /// <param name="facts">The request.</param>
    /// <param name="model">The upstream's model.</param>
    /// <param name="client">Whose request it is; null when nobody's in particular.</param>
    /// <param name="maxOutputOfRoute">What the route gives at most, if that is known.</param>
    public TokenEstimate Estimate(RequestFacts facts, string model, string? client, int? maxOutputOfRoute)
    {
        ModelHistory? history = _models.Find(model);
        double weight = TokenMath.Weigh(facts);
        long input = TokenMath.Input(weight, history?.Correction(TokenMath.ClassOf(facts, weight)) ?? 1);
        if (facts.Operation != Operation.Chat) return new(input, 0);

        HighQuantile? habit = client is null ? null : _habits.Find(new(model, client));
        double expected = (habit ?? history?.Output)?.Value ?? ExpectedOfAll;
        return new(input, TokenMath.Output(facts, expected, maxOutputOfRoute));
    }

    /// <summary>Learns from the usage of an answer that came to its end; what is missing or cannot be true teaches nothing.</summary>
    public void Observe(RequestFacts facts, string model, string? client, Usage usage)
    {
        double weight = TokenMath.Weigh(facts);
        bool hasInput = weight > 0 && usage.InputTokens is { } input && TokenMath.IsPlausibleInput(facts, input);
        double one = (double)usage.OutputTokens.GetValueOrDefault() / facts.Choices;
        bool hasOutput = facts.Operation == Operation.Chat && TokenMath.IsPlausibleOutput(one);
        if (!(hasInput || hasOutput) || model.Length > LongestName) return;

        ModelHistory history = HistoryOf(model);
        if (hasInput) history.RecordInput(TokenMath.ClassOf(facts, weight), usage.InputTokens!.Value / weight);
        if (hasOutput) LearnOutput(history, model, client, one, TokenMath.WasCutShort(facts, one));
    }

    /// <summary>All that has been learned, the oldest first; no more than the capacity allows.</summary>
    public IReadOnlyList<CalibrationRecord> Snapshot()
    {
        List<CalibrationRecord> records = [];
        if (Volatile.Read(ref _everybody) is { } everybody) records.Add(new(null, null, null, everybody.Value));
        foreach (var (model, history) in _models.Entries())
        {
            records.Add(new(model, null, null, history.Output.Value));
            for (InputClass of = 0; of <= InputClass.Media; of++)
            {
                if (history.Learned(of) is { } correction) records.Add(new(model, null, of, correction));
            }
        }

        foreach (var (habit, output) in _habits.Entries())
            records.Add(new(habit.Model, habit.Client, null, output.Value));
        return records;
    }

    /// <summary>
    /// Takes up what was written down, as a belief that newer answers soon outweigh; what has been learned since stays. Of more
    /// records than there is room for the last ones are kept.
    /// </summary>
    public void Restore(IEnumerable<CalibrationRecord> records)
    {
        foreach (CalibrationRecord record in records)
        {
            if (!double.IsFinite(record.Value) || record.Value <= 0 || record.Model?.Length > LongestName) continue;
            switch (record)
            {
                case { Model: null, Client: null, Input: null }:
                    OfAll(record.Value);
                    break;
                case { Model: { } model, Client: null, Input: null }:
                    _models.Touch(model, static belief => new ModelHistory(belief), record.Value);
                    break;
                case { Model: { } model, Client: null, Input: { } of and >= 0 and <= InputClass.Media }:
                    HistoryOf(model).Restore(of, record.Value);
                    break;
                case { Model: { } model, Client: { Length: <= LongestName } client, Input: null }:
                    _habits.Touch(new(model, client), static belief => new HighQuantile(QuantileScale.Answer, belief), record.Value);
                    break;
            }
        }
    }

    private double ExpectedOfAll => Volatile.Read(ref _everybody)?.Value ?? TokenMath.FirstOutput;

    private void LearnOutput(ModelHistory history, string model, string? client, double tokens, bool cutShort)
    {
        if (client is { Length: <= LongestName })
        {
            // A new pair believes what its model does as a whole.
            HighQuantile habit = _habits.Touch(
                new(model, client), static parent => new HighQuantile(QuantileScale.Answer, parent.Value), history.Output);
            Learn(habit, tokens, cutShort);
        }

        Learn(history.Output, tokens, cutShort);
        Learn(OfAll(TokenMath.FirstOutput), tokens, cutShort);
    }

    // An answer that had to stop says only that it would have been longer: below the quantile that is no news.
    private static void Learn(HighQuantile output, double tokens, bool cutShort)
    {
        if (!cutShort || tokens > output.Value) output.Record(tokens);
    }

    private ModelHistory HistoryOf(string model) => _models.Touch(model, static self => new ModelHistory(self.ExpectedOfAll), this);

    private HighQuantile OfAll(double belief)
    {
        if (Volatile.Read(ref _everybody) is { } known) return known;
        HighQuantile made = new(QuantileScale.Answer, belief);
        return Interlocked.CompareExchange(ref _everybody, made, null) ?? made;
    }

    private readonly record struct Habit(string Model, string Client);
}
