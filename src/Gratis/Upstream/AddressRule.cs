using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gratis.Upstream;

/// <summary>Which resolved addresses may be dialled. Every base URL is hostile input until its owner vouches for it.</summary>
internal static class AddressRule
{
    /// <param name="address">The address the name resolved to, at connect time.</param>
    /// <param name="isLocal">The provider is marked <c>local: true</c>.</param>
    /// <param name="vouchedLoopback">The owner wrote a loopback address or <c>localhost</c> into the config file or environment.</param>
    public static bool MayDial(IPAddress address, bool isLocal, bool vouchedLoopback)
    {
        var plain = Unwrap(address);
        if (isLocal)
            return true;

        return IPAddress.IsLoopback(plain) ? vouchedLoopback : !IsReserved(plain);
    }

    /// <summary>True when the host is spelled as loopback, so that no name server can turn it into something else.</summary>
    public static bool IsLoopbackSpelling(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsReserved(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? IsReservedV4(address) : IsReservedV6(address);

    private static bool IsReservedV4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        var value = BinaryPrimitives.ReadUInt32BigEndian(bytes);

        return In(value, 0x00000000, 8)      // "this network"
            || In(value, 0x0A000000, 8)      // private
            || In(value, 0x64400000, 10)     // carrier-grade NAT
            || In(value, 0x7F000000, 8)      // loopback
            || In(value, 0xA9FE0000, 16)     // link-local, cloud metadata
            || In(value, 0xAC100000, 12)     // private
            || In(value, 0xC0000000, 24)     // protocol assignments
            || In(value, 0xC0A80000, 16)     // private
            || In(value, 0xC6120000, 15)     // benchmarking
            || value >= 0xE0000000;          // multicast, reserved, broadcast
    }

    private static bool IsReservedV6(IPAddress address) =>
        address.IsIPv6LinkLocal
        || address.IsIPv6SiteLocal
        || address.IsIPv6UniqueLocal
        || address.IsIPv6Multicast
        || address.IsIPv6Teredo          // a tunnel that ends at whatever IPv4 address it names
        || address.Equals(IPAddress.IPv6Any)
        || address.Equals(IPAddress.IPv6Loopback)
        || IsLocalNat64(address);

    /// <summary>64:ff9b:1::/48, where every network translates as it pleases.</summary>
    private static bool IsLocalNat64(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        ReadOnlySpan<byte> prefix = [0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01];
        return bytes.StartsWith(prefix);
    }

    /// <summary>An IPv4 address behind twelve zeros, long deprecated, which some systems still dial. The first of them are <c>::</c> and <c>::1</c>.</summary>
    private static bool IsV4Compatible(ReadOnlySpan<byte> bytes) => !bytes[..12].ContainsAnyExcept((byte)0) && bytes[12..14].ContainsAnyExcept((byte)0);

    private static bool In(uint value, uint network, int bits) => (value ^ network) >> (32 - bits) == 0;

    /// <summary>The IPv4 address inside a mapped, NAT64 or 6to4 address: a detour that must not lead past the rule.</summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        ReadOnlySpan<byte> nat64 = [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0];
        if (bytes[..12].SequenceEqual(nat64) || IsV4Compatible(bytes))
            return new IPAddress(bytes[12..]);

        return bytes[0] == 0x20 && bytes[1] == 0x02 ? new IPAddress(bytes[2..6]) : address;
    }
}
