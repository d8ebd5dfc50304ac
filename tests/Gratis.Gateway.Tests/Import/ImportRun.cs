using Gratis.Catalog.Facts;
using Gratis.Gateway.Configuration;
using Gratis.Gateway.Import;
using Gratis.Gateway.Serving;

namespace Gratis.Gateway.Tests.Import;

/// <summary>Imports texts, and reads what comes out as the gateway does.</summary>
internal static class ImportRun
{
    private static readonly BuiltInFacts Facts = BuiltInFacts.Load();

    public static Imported Of(ImportSystem system, string text) => Importer.Import(system, new SourceText("source", text), Facts);

    /// <summary>The import, which is expected to be one.</summary>
    public static Imported Good(ImportSystem system, string text)
    {
        var imported = Of(system, text);
        imported.Problems.ShouldBeEmpty();
        return imported;
    }

    /// <summary>The config that it makes, with every variable set.</summary>
    public static ConfigReading Read(Imported imported) => new ConfigReader(KnownThings.From(Facts)).Read(
        new SourceText("gratis.yaml", imported.Yaml), dotEnv: null, imported.Variables.ToDictionary(variable => variable.Name, variable => "https://" + variable.Name.ToLowerInvariant().Replace('_', '-') + ".example"));
}
