using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

/// <summary>A model that counts in its own way: so many bytes a token, give or take, a preamble, and answers of log-normal length.</summary>
internal sealed class SyntheticModel(int seed)
{
    private readonly Random _random = new(seed);

    public double BytesPerToken { get; set; } = 4;

    public double Noise { get; init; } = 0.1;

    public int Preamble { get; init; } = 12;

    public double MedianOutput { get; set; } = 300;

    public double OutputSpread { get; init; } = 0.8;

    public (int Least, int Most) Bytes { get; init; } = (600, 60_000);

    /// <summary>The next request and what it costs here.</summary>
    public (RequestFacts Facts, Usage Truth) Next()
    {
        int bytes = (int)(Bytes.Least * Math.Pow((double)Bytes.Most / Bytes.Least, _random.NextDouble()));
        int tools = _random.Next(4) == 0 ? bytes / 3 : 0;
        int messages = 1 + bytes / 1500;
        double input = bytes / BytesPerToken * Math.Exp(Noise * Normal()) + messages * 3 + Preamble;
        double output = Math.Max(1, MedianOutput * Math.Exp(OutputSpread * Normal()));
        return (Requests.Chat(bytes - tools, messages, toolBytes: tools), Requests.Used((long)input, (long)output));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
