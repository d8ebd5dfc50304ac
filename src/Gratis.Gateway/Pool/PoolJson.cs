using System.Text.Json;

namespace Gratis.Gateway.Pool;

/// <summary>A member of a pool as JSON.</summary>
internal static class PoolJson
{
    public static void WriteMember(Utf8JsonWriter json, PoolMember member)
    {
        json.WriteStartObject();
        json.WriteNumber("rank", member.Rank);
        json.WriteString("model", ModelKey.Target(member.Model));
        json.WriteNumber("weight", member.Weight);
        json.WriteNumber("context", member.Context);
        json.WriteNumber("points", Round(member.Score.Total));
        json.WriteStartObject("parts");
        foreach (var part in member.Score.Parts.GroupBy(part => part.Name))
            json.WriteNumber(part.Key, Round(part.Sum(one => one.Points)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static double Round(double points) => Math.Round(points, 1, MidpointRounding.AwayFromZero);
}
