using Gratis.Gateway.Commands.Screens;
using Spectre.Console;

namespace Gratis.Gateway.Commands.Doctor;

/// <summary>Findings for people, as they were found, and what they come to.</summary>
internal static class DoctorScreen
{
    public static void Write(CommandEdges edges, IReadOnlyList<Finding> findings)
    {
        var console = Screen.Open(edges);
        var width = findings.Max(finding => finding.Severity.Spell().Length);
        foreach (var finding in findings)
        {
            console.Write(new Paragraph()
                .Append(finding.Severity.Spell().PadRight(width + 2), StyleOf(finding.Severity))
                .Append(Plain.Line($"{finding.Check}: {finding.Found}")));
            console.WriteLine();
            var margin = new string(' ', width + 2);
            if (finding.Expected is { } expected)
                console.Line($"{margin}expected: {expected}", Styles.Faint);
            if (finding.Cure is { } cure)
                console.Line($"{margin}to do: {cure}");
        }

        console.WriteLine();
        console.Line(Sum(findings), StyleOf(Diagnosis.Worst(findings)));
    }

    private static string Sum(IReadOnlyList<Finding> findings)
    {
        var (errors, warnings) = (Diagnosis.Count(findings, Severity.Error), Diagnosis.Count(findings, Severity.Warning));
        return (errors, warnings) switch
        {
            (0, 0) => "All is well.",
            (0, _) => $"{Diagnosis.Counted(warnings, "warning")}, no error.",
            _ => $"{Diagnosis.Counted(errors, "error")}, {Diagnosis.Counted(warnings, "warning")}.",
        };
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Error => Styles.Bad,
        Severity.Warning => Styles.Doubtful,
        Severity.Note => Styles.Faint,
        _ => Styles.Good,
    };
}
