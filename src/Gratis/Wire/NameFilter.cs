namespace Gratis.Wire;

/// <summary>
/// A 128-bit Bloom filter over the names of a request's members: it can say "surely not there" without the body, which spares the
/// splicer its pass over most requests that go to a route with refused parameters.
/// </summary>
internal struct NameFilter
{
    private ulong _low;
    private ulong _high;

    /// <summary>Remembers a name.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        Set((int)(hash & 127));
        Set((int)((hash >> 7) & 127));
    }

    /// <summary>False when the name was surely never added.</summary>
    public readonly bool MayHold(ReadOnlySpan<byte> name)
    {
        uint hash = Hash(name);
        return Has((int)(hash & 127)) && Has((int)((hash >> 7) & 127));
    }

    private void Set(int bit)
    {
        if (bit < 64)
        {
            _low |= 1UL << bit;
        }
        else
        {
            _high |= 1UL << (bit - 64);
        }
    }

    private readonly bool Has(int bit) => ((bit < 64 ? _low >> bit : _high >> (bit - 64)) & 1) != 0;

    // Four samples tell parameter names apart well enough; a collision only costs the pass that would be made anyway.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return 0;
        }

        uint hash = (uint)name.Length * 0x9E3779B1u;
        hash ^= name[0] * 0x85EBCA6Bu;
        hash ^= name[name.Length / 2] * 0xC2B2AE35u;
        hash ^= name[^1] * 0x27D4EB2Fu;
        return hash ^ (hash >> 15);
    }
}
