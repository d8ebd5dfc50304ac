using System.Globalization;

namespace Gratis.Wire.Schemas;

/// <summary>What is wrong with a value, and where in it. Values are never repeated: they are what somebody said.</summary>
internal readonly record struct SchemaMiss(string Path, string Words)
{
    private const int LongestPath = 120;
    private const int LongestName = 40;

    /// <summary>It is the value itself.</summary>
    public static SchemaMiss Here(string words) => new("", words);

    /// <summary>Seen from the object that holds it under this name.</summary>
    public SchemaMiss Under(string name) => this with { Path = Short($".{Shown(name)}{Path}") };

    /// <summary>Seen from the list that holds it.</summary>
    public SchemaMiss Under(int index) => this with { Path = Short(string.Create(CultureInfo.InvariantCulture, $"[{index}]{Path}")) };

    /// <summary>A name that may have come from anywhere.</summary>
    public static string Shown(string name) => name.Length <= LongestName ? name : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)] + "…";

    public override string ToString() => $"${Path} {Words}";

    private static string Short(string path) => path.Length <= LongestPath ? path : path[..(char.IsHighSurrogate(path[LongestPath - 1]) ? LongestPath - 1 : LongestPath)];
}
