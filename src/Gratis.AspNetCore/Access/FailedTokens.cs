using System.Net;
using System.Net.Sockets;

namespace Gratis.AspNetCore.Access;

/// <summary>
/// Makes guessing slow: after a few wrong tokens an address has to wait, twice as long each time. Addresses wait for themselves
/// alone; a network of IPv6, which one host has all to itself, counts as one.
/// </summary>
internal sealed class FailedTokens(TimeProvider time)
{
    /// <summary>How many wrong tokens cost nothing.</summary>
    public const int Free = 5;

    /// <summary>The most addresses that are remembered.</summary>
    public const int MostAddresses = 4096;

    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>After so long without another one the wrong tokens of an address are forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, Failures> _byAddress = [];

    /// <summary>How long an address has to wait before its next token is looked at; null: not at all.</summary>
    public TimeSpan? WaitOf(IPAddress? address)
    {
        lock (_gate)
        {
            if (!_byAddress.TryGetValue(KeyOf(address), out var failures))
                return null;
            var wait = DelayAfter(failures.Count) - time.GetElapsedTime(failures.Last);
            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    /// <summary>A wrong token came; how many came from there by now.</summary>
    public int Add(IPAddress? address)
    {
        var key = KeyOf(address);
        lock (_gate)
        {
            var isKnown = _byAddress.TryGetValue(key, out var before);
            if (!isKnown && _byAddress.Count >= MostAddresses)
                MakeRoom();
            var count = isKnown && time.GetElapsedTime(before.Last) < Memory ? before.Count + 1 : 1;
            _byAddress[key] = new Failures(count, time.GetTimestamp());
            return count;
        }
    }

    /// <summary>The right token came.</summary>
    public void Forget(IPAddress? address)
    {
        lock (_gate)
            _byAddress.Remove(KeyOf(address));
    }

    /// <summary>1 s after the fifth, then twice as long each time.</summary>
    private static TimeSpan DelayAfter(int failures) => failures < Free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestDelay.TotalSeconds, Math.Pow(2, failures - Free)));

    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>Whoever failed longest ago is forgotten, with everybody whose time is up.</summary>
    private void MakeRoom()
    {
        var oldest = _byAddress.MinBy(known => known.Value.Last).Key;
        foreach (var (address, failures) in _byAddress)
        {
            if (time.GetElapsedTime(failures.Last) >= Memory)
                _byAddress.Remove(address);
        }

        _byAddress.Remove(oldest);
    }

    private readonly record struct Failures(int Count, long Last);
}
