namespace Gratis.Quotas.Estimates;

/// <summary>What is known of one model: how far first guesses are off, and how long its answers are whoever asks.</summary>
internal sealed class ModelHistory(double expectedOutput)
{
    private const double NoCorrection = 1;

    private readonly HighQuantile?[] _corrections = new HighQuantile?[TokenMath.Classes];
    private long _requests;

    /// <summary>Tokens of one answer.</summary>
    public HighQuantile Output { get; } = new(QuantileScale.Answer, expectedOutput);

    /// <summary>What has been learned about this class alone; null when nothing.</summary>
    public double? Learned(InputClass of) => Volatile.Read(ref _corrections[(int)of])?.Value;

    /// <summary>
    /// The factor for this class. A class not seen yet takes that of the next longer texts, never that of shorter ones: those are
    /// mostly template, and an estimate far too high might keep a request from ever being sent, and so from being corrected.
    /// </summary>
    public double Correction(InputClass of)
    {
        if (Learned(of) is { } own) return own;
        if (of == InputClass.Media) return Learned(InputClass.Long) ?? NoCorrection;
        for (InputClass longer = of + 1; longer <= InputClass.Long; longer++)
        {
            if (Learned(longer) is { } theirs) return theirs;
        }

        return NoCorrection;
    }

    /// <summary>Takes in what a request of this class was by its first guess, and in truth.</summary>
    public void RecordInput(InputClass of, double ratio) =>
        Of(of, Correction(of)).Record(ratio, Interlocked.Increment(ref _requests));

    /// <summary>Believes this factor, unless there is one already.</summary>
    public void Restore(InputClass of, double correction) => Of(of, correction);

    private HighQuantile Of(InputClass of, double belief)
    {
        ref HighQuantile? place = ref _corrections[(int)of];
        if (Volatile.Read(ref place) is { } known) return known;
        HighQuantile made = new(QuantileScale.Correction, belief);
        return Interlocked.CompareExchange(ref place, made, null) ?? made;
    }
}
