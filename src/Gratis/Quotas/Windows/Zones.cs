namespace Gratis.Quotas.Windows;

/// <summary>Time zones by their IANA name.</summary>
internal static class Zones
{
    /// <summary>The zone; where the machine has no zone data (slim containers), the standard offset of the few that free tiers keep.</summary>
    public static TimeZoneInfo Find(string name)
    {
        if (name.Equals("UTC", StringComparison.OrdinalIgnoreCase))
            return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return zone;

        var hours = name switch
        {
            "America/Los_Angeles" => -8,
            "America/New_York" => -5,
            "Asia/Shanghai" => 8,
            "Asia/Jakarta" => 7,
            _ => 0,
        };
        return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(hours), null, null);
    }
}
