using System.Text.Json;
using Gratis.Catalog;
using Gratis.Hosting.Catalogue;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>What the owner says of one route: whether it is free, is on, and what it can do. Of each, null takes back what was said before.</summary>
internal sealed record RouteWord
{
    private const string Members = "free, enabled, capabilities";

    /// <summary>It says whether the route is free.</summary>
    public bool SaysFree { get; private init; }

    /// <summary>It switches the route on.</summary>
    public bool Enables => Enabled == true;

    private bool? Free { get; init; }

    private bool SaysEnabled { get; init; }

    private bool? Enabled { get; init; }

    private List<(Capability Capability, bool? Has)> Capabilities { get; init; } = [];

    public static RouteWord Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException($"The body must be an object with {Members}, or some of them.");

        var word = new RouteWord();
        foreach (var member in body.EnumerateObject())
        {
            word = member.Name switch
            {
                "free" => word with { SaysFree = true, Free = OwnerBody.TriState(member) },
                "enabled" => word with { SaysEnabled = true, Enabled = OwnerBody.TriState(member) },
                "capabilities" => word with { Capabilities = CapabilitiesOf(member.Value) },
                _ => throw new FormatException($"A route has no '{RouteRequests.Shorten(member.Name)}' to set; it has {Members}."),
            };
        }

        return word.SaysFree || word.SaysEnabled || word.Capabilities.Count > 0
            ? word
            : throw new FormatException($"The body says nothing: it must hold {Members}, or some of them.");
    }

    /// <summary>The owner's changes of the route with this among them.</summary>
    /// <param name="edit">The changes so far.</param>
    /// <param name="fileWord">What the config says about its being free: once that changes, the config counts again.</param>
    /// <param name="now">When this is said.</param>
    public RouteEdit ApplyTo(RouteEdit edit, string? fileWord, DateTimeOffset now)
    {
        if (SaysFree)
            edit = edit with { Free = Free, FreeInFile = Free is null ? null : fileWord };
        if (SaysEnabled)
            edit = edit with { Enabled = Enabled };
        foreach (var (capability, has) in Capabilities)
        {
            var others = new CapabilitySet(edit.Capabilities.Supported & ~capability, edit.Capabilities.Unsupported & ~capability);
            edit = edit with { Capabilities = others.With(capability, has) };
        }

        return edit with { At = now };
    }

    private static List<(Capability, bool?)> CapabilitiesOf(JsonElement value)
    {
        var names = string.Join(", ", CapabilityNames.NamesOf(~Capability.None));
        if (value.ValueKind != JsonValueKind.Object)
            throw new FormatException($"capabilities must be an object with {names}, or some of them.");

        var said = new List<(Capability, bool?)>();
        foreach (var member in value.EnumerateObject())
        {
            var capability = CapabilityNames.Parse(member.Name);
            if (capability == Capability.None)
                throw new FormatException($"There is no capability '{RouteRequests.Shorten(member.Name)}'; there are {names}.");
            said.Add((capability, OwnerBody.TriState(member)));
        }

        return said;
    }
}
