using System.Text.Json;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>Whose list of models is wanted: <c>{"provider": id}</c>, or everybody's.</summary>
/// <param name="Provider">Whose; null: everybody's.</param>
internal sealed record WantedList(string? Provider)
{
    public static WantedList All { get; } = new((string?)null);

    public static WantedList Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new FormatException("The body must be an object with 'provider', or an empty one, or none at all.");

        var wanted = All;
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name != "provider")
                throw new FormatException($"There is no member '{RouteRequests.Shorten(member.Name)}'; only 'provider' may be named.");
            wanted = new WantedList(member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : throw new FormatException("provider must be the id of a provider."));
        }

        return wanted;
    }
}
