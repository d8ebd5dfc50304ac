using System.Text;

namespace Gratis.Wire;

/// <summary>The top-level request parameters a route refuses; built once per route.</summary>
internal sealed class ParameterSet
{
    // A request without these is another request: whoever refuses one of them cannot be helped by dropping it.
    private static readonly string[] Indispensable = ["model", "messages", "input", "query", "documents", "stream"];

    private readonly string[] _names;
    private readonly byte[][] _utf8;

    /// <summary>Holds <paramref name="names"/>, but for those no request can do without.</summary>
    public ParameterSet(IEnumerable<string> names)
    {
        _names = [.. names.Except(Indispensable, StringComparer.Ordinal)];
        _utf8 = Array.ConvertAll(_names, Encoding.UTF8.GetBytes);
    }

    /// <summary>Refuses nothing.</summary>
    public static ParameterSet Empty { get; } = new([]);

    /// <summary>True when the request surely carries none of them.</summary>
    public bool IsSurelyAbsent(RequestFacts facts)
    {
        foreach (byte[] name in _utf8)
        {
            if (facts.MayHaveMember(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The parameter of this name, or null when it is not refused.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < _utf8.Length; i++)
        {
            if (name.SequenceEqual(_utf8[i]))
            {
                return _names[i];
            }
        }

        return null;
    }
}
