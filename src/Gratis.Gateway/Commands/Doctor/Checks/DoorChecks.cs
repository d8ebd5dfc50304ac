using Gratis.Gateway.Commands.Doctor.Facts;

namespace Gratis.Gateway.Commands.Doctor.Checks;

/// <summary>The address, and who may do what there.</summary>
internal static class DoorChecks
{
    /// <summary>What 128 random bits take in letters; anything shorter was made up by a person.</summary>
    private const int ShortToken = 16;

    public static IEnumerable<Finding> Of(PortFacts port)
    {
        const string check = "port";
        yield return port.State switch
        {
            PortState.Ours => Finding.Ok(check, $"a gateway runs at {port.Address.Url}, {port.Detail}"),
            PortState.Taken => Finding.Error(
                check, $"another program listens at {port.Address.Url}", "a free port, or a gateway of ours", "Stop that program, or set another server.port (or --port; 0 takes any free one)."),
            PortState.Unusable => Finding.Error(
                check, $"nobody can listen at {port.Address.Url}: {port.Detail}", "an address of this machine", "Set server.host to an address of this machine; ports below 1024 need rights of their own."),
            _ => Finding.Ok(check, port.Address.Port == 0 ? "any free one is taken at the start" : $"{port.Address.Url} is free"),
        };
    }

    public static IEnumerable<Finding> Of(AccessFacts access)
    {
        const string check = "access";
        if (!access.IsLoopback && access.ClientKeys == 0)
        {
            yield return Finding.Error(
                check, $"'{access.Host}' can be reached from other machines, and there is no client key", "a client key: without one a gateway does not start there, since anyone could spend your quotas",
                "Add one under auth.client_keys, or listen on 127.0.0.1.");
        }
        else
        {
            yield return Finding.Ok(check, FormattableString.Invariant($"{(access.IsLoopback ? "this machine only" : $"'{access.Host}', reachable from other machines")}, client keys: {access.ClientKeys}"));
        }

        if (!access.IsLoopback)
            yield return Finding.Note(check, "the gateway speaks plain HTTP: beyond a network that you trust, put a proxy with TLS before it");
        foreach (var name in access.ShortClientKeys)
        {
            yield return Finding.Warning(
                check, $"the client key '{name}' could be guessed: it is shorter than {ShortToken} characters", "a long, random one", "Make one with `openssl rand -hex 24`, or let the gateway issue one: POST /admin/api/client-keys.");
        }

        yield return Admin(access);
    }

    /// <summary>Whether somebody could find it by trying.</summary>
    public static bool IsShort(int length) => length < ShortToken;

    private static Finding Admin(AccessFacts access)
    {
        const string check = "admin token";
        return access switch
        {
            { AdminTokenLength: { } length } when IsShort(length) => Finding.Warning(
                check, $"it could be guessed: it is shorter than {ShortToken} characters", "a long, random one", "Make one with `openssl rand -hex 24` and set GRATIS_ADMIN_TOKEN."),
            { AdminTokenLength: not null } => Finding.Ok(check, "your own"),
            { HasGeneratedToken: true } => Finding.Ok(check, "generated; if you have lost it, set GRATIS_ADMIN_TOKEN"),
            _ => Finding.Note(check, "none yet: the first start generates one and shows it once", "Set GRATIS_ADMIN_TOKEN to have one of your own."),
        };
    }
}
