using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Gratis.Storage;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Number">Its place in the order, from 1.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>The steps this release knows, in order.</summary>
    public static IReadOnlyList<Migration> BuiltIn { get; } = Embedded(typeof(Migration).Assembly, "");

    /// <summary>Tells whether an applied step is still the one we know; blind to line endings.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The steps that an assembly holds under a folder.</summary>
    public static IReadOnlyList<Migration> Embedded(Assembly assembly, string folder)
    {
        var found = new List<Migration>();
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".sql", StringComparison.Ordinal) || !name.StartsWith(folder, StringComparison.Ordinal)) continue;
            string step = name[folder.Length..];
            if (step.Contains('/', StringComparison.Ordinal)) continue;
            int number = int.Parse(step.AsSpan(0, step.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            found.Add(new Migration(number, step, reader.ReadToEnd()));
        }

        found.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return found;
    }
}
