using System.Text.Json;
using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Reads what a model can do. What nobody mentions stays unknown, unless the list is of a kind that names everything.</summary>
internal static class CapabilityReader
{
    private const Capability NamedByOllama = Capability.Tools | Capability.Vision | Capability.Reasoning;

    /// <summary>Reads accepted parameters: a list of them that has no tools means that they are refused.</summary>
    public static void ReadParameters(ref Utf8JsonReader reader, EntryDraft entry)
    {
        var words = reader.Words();
        if (words.Count == 0)
            return;

        var accepted = Sum(words);
        entry.Has |= accepted;
        entry.Lacks |= (Capability.Tools | Capability.StructuredOutput) & ~accepted;
    }

    /// <summary>Reads <c>{input: […], output: […]}</c>.</summary>
    public static void ReadModalities(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isInput = reader.ValueSpan.SequenceEqual("input"u8);
            var isOutput = reader.ValueSpan.SequenceEqual("output"u8);
            reader.Read();
            if (isInput)
                entry.TakeInputs(reader.ModalityList());
            else if (isOutput)
                entry.TakeOutputs(reader.ModalityList());
            else
                reader.Skip();
        }
    }

    /// <summary>Reads flags by name, or tags.</summary>
    public static void ReadCapabilities(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadFlags(ref reader, entry);
        else
            TakeTags(reader.Words(), entry);
    }

    private static void ReadFlags(ref Utf8JsonReader reader, EntryDraft entry)
    {
        Span<char> buffer = stackalloc char[FieldNames.Longest];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FieldNames.Decode(reader.ValueSpan, buffer);
            reader.Read();
            var flag = reader.Flag();
            if (name is "completion_chat" or "chat")
                entry.Use.TakeChats(flag);
            else if (CapabilityWords.Of(name) is not Capability.None and var capability)
                entry.TakeClaim(capability, flag);
            else if (flag == true)
                entry.Use.TakeAbility(name.ToString().Replace('_', '-'));
        }
    }

    private static void TakeTags(List<string> words, EntryDraft entry)
    {
        var named = Sum(words);
        entry.Has |= named;

        var completes = words.Contains("completion");
        if (completes)
            entry.Use.TakeEndpoint("chat");
        else if (words is ["image"])
            entry.Use.TakeType("image-generation");
        foreach (var word in words)
        {
            if (Purposes.OfEndpoint(word) is not null)
                entry.Use.TakeEndpoint(word);
        }

        // Of the servers that say "completion" only Ollama tells the rest apart, and it names all there is.
        if (completes && (named & NamedByOllama) != 0)
            entry.Lacks |= NamedByOllama & ~named;
    }

    private static Capability Sum(List<string> words)
    {
        var sum = Capability.None;
        foreach (var word in words)
            sum |= CapabilityWords.Of(word);
        return sum;
    }
}
