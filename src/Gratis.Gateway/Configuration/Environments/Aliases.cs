using System.Collections.Immutable;

namespace Gratis.Gateway.Configuration.Environments;

/// <summary>Environment variables with names of their own: ours, and those people know from elsewhere.</summary>
internal static class Aliases
{
    /// <summary>Variable and the key it sets.</summary>
    public static ImmutableArray<(string Variable, string Key)> All { get; } =
    [
        ("GRATIS_ADMIN_TOKEN", "auth.admin_token"),
        ("GRATIS_POSTGRES", "storage.postgres"),
        ("GRATIS_STORAGE_SECRET", "storage.secret"),
        ("MAX_CONCURRENT_REQUESTS", "server.max_concurrent_requests"),
        ("REQUEST_QUEUE_TIMEOUT_SECONDS", "server.request_queue_timeout_seconds"),
        ("MAX_ATTEMPTS", "server.max_attempts"),
        ("COOLDOWN_SECONDS", "server.cooldown_seconds"),
        ("SQLITE_BUSY_TIMEOUT_MS", "storage.busy_timeout_ms"),
        ("MODEL_REFRESH_TTL", "discovery.interval"),
        ("AUTO_ENDPOINT_DIAGNOSIS_ENABLED", "discovery.diagnosis.enabled"),
        ("AUTO_ENDPOINT_DIAGNOSIS_INTERVAL_SECONDS", "discovery.diagnosis.interval"),
        ("AUTO_ENDPOINT_DIAGNOSIS_STARTUP_DELAY_SECONDS", "discovery.diagnosis.start_delay_seconds"),
        ("AUTO_ENDPOINT_MAINTENANCE_ENABLED", "discovery.diagnosis.maintenance"),
        ("ENDPOINT_DIAGNOSIS_SUPERVISOR_ENABLED", "discovery.supervisor.enabled"),
        ("ENDPOINT_DIAGNOSIS_SUPERVISOR_MODEL", "discovery.supervisor.model"),
    ];
}
