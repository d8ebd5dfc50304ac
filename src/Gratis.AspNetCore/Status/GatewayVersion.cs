using System.Reflection;

namespace Gratis.AspNetCore.Status;

/// <summary>The version of this build, without the commit behind it.</summary>
internal static class GatewayVersion
{
    public static string Text { get; } =
        typeof(GatewayVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
