using System.Text.Json;
using Gratis.Hosting.Catalogue;
using Gratis.Wire;

namespace Gratis.AspNetCore.Catalogue;

/// <summary>What changed lately in the catalogue, newest first.</summary>
internal static class NewsJson
{
    public static void Write(Utf8JsonWriter json, CatalogNews news, int most = int.MaxValue)
    {
        json.WriteStartArray("news");
        foreach (var item in news.ToList().Reverse().Take(most))
        {
            json.WriteStartObject();
            json.WriteInstant("at", item.At);
            json.WriteString("route", item.Route);
            json.WriteString("what", item.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
