using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>This machine's clock against those of the providers. Quota windows are counted by it.</summary>
internal static class ClockChecks
{
    private const string Check = "clock";

    /// <summary>More than any list takes to come.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    public static IEnumerable<Finding> Of(IReadOnlyList<ProviderAnswer> providers)
    {
        var skews = providers.Where(provider => provider.Skew is not null).Select(provider => provider.Skew!.Value).Order().ToList();
        if (skews.Count == 0)
            yield break;

        // One provider whose own clock is wrong must not accuse this one.
        var median = skews[skews.Count / 2];
        var off = FormattableString.Invariant($"{Math.Abs(median.TotalSeconds):0} s");
        var who = skews.Count == 1 ? "a provider" : FormattableString.Invariant($"{skews.Count} providers");
        yield return median.Duration() > Tolerance
            ? Finding.Warning(
                Check, $"this machine's clock is {off} {(median > TimeSpan.Zero ? "behind" : "ahead of")} that of {who}",
                FormattableString.Invariant($"at most {Tolerance.TotalSeconds:0} s apart: quotas would be counted by the wrong minute and day"), "Let the machine set its clock by NTP.")
            : Finding.Ok(Check, $"within {off} of {who}");
    }
}
