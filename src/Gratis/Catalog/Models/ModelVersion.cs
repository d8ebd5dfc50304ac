namespace Gratis.Catalog.Models;

/// <summary>The first two numbers of a name, and two more: 3.3 and 1.5 of <c>llama-3-3-nemotron-super-49b-v1-5</c>.</summary>
internal readonly record struct ModelVersion(int Major, int Minor, int Third, int Fourth) : IComparable<ModelVersion>
{
    /// <summary>A name without numbers: it means the newest.</summary>
    public bool IsNone => this == default;

    /// <summary>How many minor versions lie between two; a major one counts as ten.</summary>
    public int DistanceTo(ModelVersion other) =>
        Math.Abs(((Major - other.Major) * 10) + (Minor - other.Minor)) is var distance and > 0 ? distance : this == other ? 0 : 1;

    public int CompareTo(ModelVersion other) =>
        (Major, Minor, Third, Fourth).CompareTo((other.Major, other.Minor, other.Third, other.Fourth));

    public static bool operator <(ModelVersion left, ModelVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ModelVersion left, ModelVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ModelVersion left, ModelVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ModelVersion left, ModelVersion right) => left.CompareTo(right) >= 0;
}
