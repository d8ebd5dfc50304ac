using Gratis.Simulator.Faults;

namespace Gratis.Simulator.Scenarios;

/// <summary>Reads one fault, of a scenario or of a request to <c>/_sim/faults</c>.</summary>
internal static class FaultReader
{
    private const long MostBytes = 1024L * 1024 * 1024;

    public static FaultSpec Parse(string text) => Read(YamlMap.Of(text, "a fault"));

    public static FaultSpec Read(YamlMap map)
    {
        var kind = map.Need("kind");
        if (!Spelling.TryRead<FaultKind>(kind, out var known))
            throw map.Problem($"there is no fault '{kind}'; there are {Spelling.All<FaultKind>()}");

        var plain = new FaultSpec(known);
        var fault = plain with
        {
            Provider = map.Text("provider"),
            Model = map.Text("model"),
            Key = map.Text("key"),
            On = map.Choice<FaultTarget>("on") ?? plain.On,
            After = map.Duration("at") ?? plain.After,
            For = map.Duration("for"),
            Skip = map.Number("skip") ?? plain.Skip,
            Requests = map.Number("requests"),
            Probability = map.Fraction("probability") ?? plain.Probability,
            Delay = map.Duration("delay") ?? plain.Delay,
            Count = map.Number("count") ?? plain.Count,
            Bytes = map.Whole("bytes") ?? plain.Bytes,
            KeepsLength = map.Flag("keeps_length") ?? plain.KeepsLength,
            Status = map.Number("status") ?? plain.Status,
            Headers = map.Pairs("headers").ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase),
            Body = map.Text("body"),
            ContentType = map.Text("content_type"),
            Location = map.Text("location") ?? plain.Location,
            Hints = map.Choice<Hints>("hints") ?? plain.Hints,
            Limit = map.Text("limit") ?? plain.Limit,
            Amount = map.Whole("amount") ?? plain.Amount,
            InputPrice = map.Usd("input_price") ?? plain.InputPrice,
            OutputPrice = map.Usd("output_price") ?? plain.OutputPrice,
            Refuses = map.Flag("refuses") ?? plain.Refuses,
            Listed = map.Flag("listed") ?? plain.Listed,
        };
        map.Close();
        if (fault.Probability is < 0 or > 1)
            throw map.Problem("'probability' must lie between 0 and 1");
        if (fault.Status is not 0 and (< 200 or > 999))
            throw map.Problem("'status' must be the status of a final HTTP answer");
        if (fault.Bytes is < 0 or > MostBytes || fault.Count < 0 || fault.Skip < 0)
            throw map.Problem("'bytes', 'count' and 'skip' must not be negative, and 'bytes' at most 1 GB");
        return fault;
    }
}
