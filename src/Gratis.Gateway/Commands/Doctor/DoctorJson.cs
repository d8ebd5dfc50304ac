using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Commands.Doctor;

/// <summary>Findings as JSON.</summary>
internal static class DoctorJson
{
    public static void Write(TextWriter output, IReadOnlyList<Finding> findings) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteString("worst", Diagnosis.Worst(findings).Spell());
        json.WriteNumber("errors", Diagnosis.Count(findings, Severity.Error));
        json.WriteNumber("warnings", Diagnosis.Count(findings, Severity.Warning));
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", finding.Severity.Spell());
            json.WriteString("check", finding.Check);
            json.WriteString("found", finding.Found);
            json.WriteString("expected", finding.Expected);
            json.WriteString("cure", finding.Cure);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
