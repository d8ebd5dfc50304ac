namespace Gratis.Gateway.Tests.Secrets;

/// <summary>A secret for every place that can hold one. None looks like the key of a known provider, so that no pattern can find it.</summary>
internal static class PlantedSecrets
{
    public const string ApiKey = "planted.api.key.1f83a";
    public const string SecondKey = "planted.second.key.77c2e";
    public const string ThirdKey = "planted.third.key.93bd0";
    public const string QueryKey = "planted query/key+5b1e9";
    public const string HeaderKey = "planted.header.key.0ac44";
    public const string ProviderHeader = "planted.provider.header.b6f21";
    public const string DotEnvKey = "planted.dotenv.key.e0d57";
    public const string EnvironmentKey = "planted.environment.key.c38a6";
    public const string ClientKey = "planted.client.key.4d9f1";
    public const string AdminToken = "planted.admin.token.a7e38";
    public const string WrongKey = "planted.wrong.key.2c6b8";

    public static IReadOnlyList<string> All { get; } =
    [
        ApiKey, SecondKey, ThirdKey, QueryKey, HeaderKey, ProviderHeader, DotEnvKey, EnvironmentKey, ClientKey, AdminToken, WrongKey,
        // As it travels in a query.
        Uri.EscapeDataString(QueryKey),
    ];

    /// <summary>Those an upstream gets to see.</summary>
    public static IReadOnlyList<string> OfUpstreams { get; } =
        [ApiKey, SecondKey, ThirdKey, Uri.EscapeDataString(QueryKey), HeaderKey, ProviderHeader, DotEnvKey, EnvironmentKey];
}
