namespace Gratis.Load.Client;

/// <summary>One measurement for the load generator to make.</summary>
/// <param name="Port">Where the gateway listens on loopback.</param>
/// <param name="Model">The model to ask for.</param>
/// <param name="Connections">Requests under way at once, each on a connection of its own.</param>
/// <param name="Stream">Ask for streams.</param>
/// <param name="BodyBytes">Length of the request's body.</param>
/// <param name="Seconds">How long answers are counted; 0: every connection makes one request, and each of them counts.</param>
/// <param name="WarmUpSeconds">How long requests are made before that.</param>
/// <param name="RampSeconds">Over what time the connections begin.</param>
internal sealed record Job(
    int Port,
    string Model,
    int Connections,
    bool Stream = false,
    int BodyBytes = 400,
    double Seconds = 0,
    double WarmUpSeconds = 0,
    double RampSeconds = 0);

/// <summary>What a <see cref="Job"/> measured. Times are in microseconds.</summary>
/// <param name="Answers">Whole and right answers in the counted time.</param>
/// <param name="Served">Whole and right answers in all.</param>
/// <param name="Errors">Requests that ended in any other way.</param>
/// <param name="FirstError">What the first of them got.</param>
/// <param name="Seconds">The counted time.</param>
/// <param name="MedianUs">Time of a request, median.</param>
/// <param name="P99Us">Time of a request, 99th percentile.</param>
/// <param name="FirstEventUs">Time to a stream's first event, median.</param>
internal sealed record Measured(
    long Answers,
    long Served,
    long Errors,
    string? FirstError,
    double Seconds,
    double MedianUs,
    double P99Us,
    double FirstEventUs)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Answers / Seconds;
}
