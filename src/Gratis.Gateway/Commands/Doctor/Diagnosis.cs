namespace Gratis.Gateway.Commands.Doctor;

/// <summary>What findings come to.</summary>
internal static class Diagnosis
{
    public static Severity Worst(IReadOnlyList<Finding> findings) => findings.Count == 0 ? Severity.Ok : findings.Max(finding => finding.Severity);

    public static int Count(IReadOnlyList<Finding> findings, Severity severity) => findings.Count(finding => finding.Severity == severity);

    public static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");

    public static string Spell(this Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        _ => "ok",
    };
}
