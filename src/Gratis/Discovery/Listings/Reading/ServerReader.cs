using System.Text.Json;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>
/// Reads the servers behind one entry of a router, as Hugging Face and LLM Gateway list them. Any of them may answer a request, so the
/// entry can do what all of them can, in the smallest window of them, at the price of the dearest.
/// </summary>
internal static class ServerReader
{
    private const int Most = 100;

    /// <summary>Reads the servers under the reader into <paramref name="entry"/>.</summary>
    public static void Read(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        List<EntryDraft> live = [];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject || ++count > Most)
            {
                reader.Skip();
                continue;
            }

            var server = new EntryDraft();
            EntryReader.ReadPart(ref reader, server);
            if (server.Status is not ("error" or "offline" or "down" or "staging" or "disabled" or "inactive"))
                live.Add(server);
        }

        if (live.Count > 0)
            Fold(live, entry);
        else if (count > 0)
            entry.Off = "none of its servers is live";
    }

    private static void Fold(List<EntryDraft> servers, EntryDraft entry)
    {
        var has = servers[0].Has;
        var lacks = servers[0].Lacks;
        foreach (var server in servers)
        {
            has &= server.Has;
            lacks &= server.Lacks;
            entry.TakeContext(server.Context);
            entry.TakeMaxOutput(server.MaxOutput);
            entry.Price.TakeAlternative(server.Price);
        }

        entry.Has |= has;
        entry.Lacks |= lacks;
        entry.ServerPrice = Dearest(servers);
        if (servers.Exists(server => server.MarkedFree is not null))
            entry.TakeMark("is_free", servers.TrueForAll(server => server.MarkedFree == true) ? "true" : "false");
    }

    /// <summary>Known only when all of them are.</summary>
    private static ListedPrice? Dearest(List<EntryDraft> servers)
    {
        ListedPrice? dearest = null;
        foreach (var server in servers)
        {
            if (server.Price.Resolve() is not { } price)
                return null;

            dearest = dearest is null
                ? price
                : new ListedPrice(Dearer(dearest.Input, price.Input), Dearer(dearest.Output, price.Output), Dearer(dearest.PerRequest, price.PerRequest));
        }

        return dearest;
    }

    private static decimal Dearer(decimal a, decimal b) => a < 0 || b < 0 ? Amount.Varies : Math.Max(a, b);
}
