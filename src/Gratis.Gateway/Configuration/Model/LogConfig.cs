using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Stores;

namespace Gratis.Gateway.Configuration.Model;

/// <summary>The section <c>log</c>.</summary>
internal sealed class LogConfig
{
    [Description("Days that single requests are kept for. What they add up to is kept for 400 days.")]
    [Range(1, 3650)]
    public int Days { get; init; } = 30;

    [Description("Megabytes that the log may take; the oldest requests go first.")]
    [Range(16, 1_000_000)]
    public int MaxMb { get; init; } = 1024;

    [Description("Keep what was said too: the first 64 KB of every request and answer, without what looks like a key or a mail address. Off: no word of it is ever written down.")]
    public bool Bodies { get; init; }

    [Description("Days that bodies are kept for.")]
    [Range(1, 3650)]
    public int BodyDays { get; init; } = 3;

    /// <summary>What its store has to know.</summary>
    public RequestLogOptions ToOptions() => new() { Days = Days, MaxBytes = MaxMb * 1024L * 1024, BodyDays = BodyDays };
}
