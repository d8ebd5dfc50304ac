using Gratis.Storage.Requests;

namespace Gratis.Postgres.Requests;

/// <summary>
/// The numbers of requests that several replicas write: the millisecond in which one came, and behind it what its id says. Every replica
/// knows the number of a request before it is written, so that what is in memory and what is stored stand in one order.
/// </summary>
internal static class RequestOrder
{
    private const int TieBits = 21;
    private const long TieMask = (1L << TieBits) - 1;
    private const long LastMillisecond = (1L << (63 - TieBits)) - 1;
    private const long MillisecondsOfDay = 24 * 60 * 60 * 1000;

    /// <summary>The number of a request.</summary>
    public static long Of(DateTimeOffset at, string id)
    {
        var name = RequestName.Of(id);

        // The requests of one process keep their order within a millisecond; those of two begin their counts at different places.
        var tie = (Hash(name.Prefix) + Math.Max(0, name.Serial)) & TieMask;
        return FirstOf(at.ToUnixTimeMilliseconds()) | tie;
    }

    /// <summary>When it came, to the millisecond.</summary>
    public static DateTimeOffset AtOf(long number) => DateTimeOffset.FromUnixTimeMilliseconds(number >> TieBits);

    /// <summary>No request from this instant on has a lower number.</summary>
    public static long From(DateTimeOffset at) => FirstOf(at.ToUnixTimeMilliseconds());

    /// <summary>No request before this instant has this number or a higher one.</summary>
    public static long Until(DateTimeOffset to)
    {
        var milliseconds = to.ToUnixTimeMilliseconds();
        return FirstOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < to ? milliseconds + 1 : milliseconds);
    }

    /// <summary>The day of UTC that a number lies in, counted from the first of January 1970.</summary>
    public static long DayOf(long number) => (number >> TieBits) / MillisecondsOfDay;

    /// <summary>The first number of a day.</summary>
    public static long FirstOfDay(long day) => FirstOf(day * MillisecondsOfDay);

    private static long FirstOf(long millisecond) => Math.Clamp(millisecond, 0, LastMillisecond) << TieBits;

    /// <summary>The same in every process (FNV-1a).</summary>
    private static long Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        return hash;
    }
}
