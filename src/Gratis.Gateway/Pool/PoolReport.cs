using System.Text.Json;
using Gratis.Gateway.Commands.Screens;

namespace Gratis.Gateway.Pool;

/// <summary>A pool and what changed in it, for programs.</summary>
internal static class PoolReport
{
    public static void Write(Utf8JsonWriter json, MadePool pool, PoolRequest request, Change change)
    {
        json.WriteStartObject();
        json.WriteString("file", request.Target.Into);
        json.WriteBoolean("changed", change != Change.None);
        json.WriteBoolean("written", change == Change.Written);
        json.WriteString("profile", PoolWords.NameOf(request.Profile));
        json.WriteNumber("eligible", pool.Eligible);
        json.WriteStartArray("models");
        foreach (var member in pool.Members)
            PoolJson.WriteMember(json, member);
        json.WriteEndArray();
        json.WriteStrings("added", pool.Added.Select(member => ModelKey.Target(member.Model)));
        json.WriteStartArray("removed");
        foreach (var gone in pool.Removed)
        {
            json.WriteStartObject();
            json.WriteString("model", ModelKey.Target(gone.Model));
            json.WriteString("why", gone.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("moved");
        foreach (var member in pool.Moved)
        {
            json.WriteStartObject();
            json.WriteString("model", ModelKey.Target(member.Model));
            json.WriteNumber("from", member.FormerRank!.Value);
            json.WriteNumber("to", member.Rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
