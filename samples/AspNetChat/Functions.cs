using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace AspNetChat;

/// <summary>What the model may call because it cannot know it.</summary>
internal sealed class Functions(TimeProvider time)
{
    /// <summary>All of them, as a model is told of them.</summary>
    public IList<AITool> All => [AIFunctionFactory.Create(LocalTime, "local_time"), AIFunctionFactory.Create(DaysUntil, "days_until")];

    [Description("The date and time of now in a time zone.")]
    private string LocalTime([Description("IANA name, as in Europe/Berlin")] string timeZone) =>
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    [Description("How many days are left until a date.")]
    private int DaysUntil(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber;
}
