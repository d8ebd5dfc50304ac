using System.Text.Json;
using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>Reads one entry of a list, whatever the provider: each field by its name, parts of an entry as if they stood in it.</summary>
internal static class EntryReader
{
    /// <summary>Reads the object, or the bare id, under the reader.</summary>
    public static void Read(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadMembers(ref reader, entry, isPart: false);
        else
            entry.Id = reader.Text();
    }

    /// <summary>Reads an object that is a part of an entry, or one of the servers behind it.</summary>
    public static void ReadPart(ref Utf8JsonReader reader, EntryDraft entry) => ReadMembers(ref reader, entry, isPart: true);

    private static void ReadMembers(ref Utf8JsonReader reader, EntryDraft entry, bool isPart)
    {
        Span<char> buffer = stackalloc char[FieldNames.Longest];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FieldNames.Decode(reader.ValueSpan, buffer);
            reader.Read();
            var field = FieldNames.Of(name);
            if (!ReadFact(ref reader, field, name, entry) && (isPart || !ReadIdentity(ref reader, field, name, entry)))
                reader.Skip();
        }
    }

    /// <summary>What only the entry itself says, not its parts: they have ids and names of their own.</summary>
    private static bool ReadIdentity(ref Utf8JsonReader reader, Field field, scoped ReadOnlySpan<char> name, EntryDraft entry)
    {
        switch (field)
        {
            case Field.Id:
                entry.Id = reader.Text();
                return true;
            case Field.AlternativeId:
                entry.AlternativeId ??= reader.Text();
                return true;
            case Field.Name:
                entry.Name = reader.Text();
                return true;
            case Field.Title:
                entry.Title ??= reader.Text();
                return true;
            case Field.CanonicalId:
                entry.CanonicalId = reader.Text();
                return true;
            case Field.VendorId:
                entry.VendorId ??= reader.Text();
                return true;
            case Field.Active:
                if (reader.Flag() == false)
                    entry.Off = "is switched off";
                return true;
            case Field.Hidden:
                if (reader.Flag() == true)
                    entry.Off = "is hidden";
                return true;
            case Field.Servers:
                ServerReader.Read(ref reader, entry);
                return true;
            case Field.Properties:
                ReadProperties(ref reader, entry);
                return true;
            case Field.Part when reader.TokenType == JsonTokenType.StartObject:
                ReadPart(ref reader, entry);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What may stand in an entry, in one of its parts, or in Cloudflare's list of properties.</summary>
    private static bool ReadFact(ref Utf8JsonReader reader, Field field, scoped ReadOnlySpan<char> name, EntryDraft entry)
    {
        switch (field)
        {
            case Field.Mark:
                entry.TakeMark(name.ToString(), reader.Plain());
                return true;
            case Field.Purpose:
                entry.Use.TakeType(reader.NamedWord());
                return true;
            case Field.Endpoints:
                foreach (var endpoint in reader.Words())
                    entry.Use.TakeEndpoint(endpoint);
                return true;
            case Field.Chats:
                entry.Use.TakeChats(reader.Flag());
                return true;
            case Field.Status:
                entry.Status = reader.Word();
                return true;
            case Field.Modality:
                var (inputs, outputs) = ModalityWords.OfArrow(reader.Word());
                entry.TakeInputs(inputs);
                entry.TakeOutputs(outputs);
                return true;
            case Field.Inputs:
                entry.TakeInputs(reader.ModalityList());
                return true;
            case Field.Outputs:
                entry.TakeOutputs(reader.ModalityList());
                return true;
            case Field.Modalities:
                CapabilityReader.ReadModalities(ref reader, entry);
                return true;
            case Field.Parameters:
                CapabilityReader.ReadParameters(ref reader, entry);
                return true;
            case Field.Capabilities:
                CapabilityReader.ReadCapabilities(ref reader, entry);
                return true;
            case Field.Capability:
                entry.TakeClaim(CapabilityWords.Of(name), reader.Flag());
                return true;
            case Field.Context:
                entry.TakeContext(reader.Tokens());
                return true;
            case Field.Output:
                entry.TakeMaxOutput(reader.Tokens());
                return true;
            case Field.Size:
                entry.Size ??= reader.Billions();
                return true;
            case Field.Released:
                entry.Released ??= reader.Day();
                return true;
            case Field.Expires:
                entry.Expires = Earlier(entry.Expires, reader.Day());
                return true;
            case Field.Pricing:
                PriceReader.ReadObject(ref reader, ref entry.Price);
                return true;
            case Field.PriceList:
                PriceReader.ReadList(ref reader, ref entry.Price);
                return true;
            case Field.Price:
                PriceReader.ReadField(ref reader, name, ref entry.Price);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads Cloudflare's <c>[{property_id, value}]</c> as if each were a field.</summary>
    private static void ReadProperties(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        Span<char> buffer = stackalloc char[FieldNames.Longest];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            string? property = null;
            Utf8JsonReader value = default;
            var hasValue = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = FieldNames.Decode(reader.ValueSpan, buffer);
                reader.Read();
                if (name is "property_id")
                {
                    property = reader.Text();
                    continue;
                }

                if (name is "value")
                {
                    // The value may come before its name: a copy of the reader remembers where it is.
                    value = reader;
                    hasValue = true;
                }

                reader.Skip();
            }

            if (hasValue && property is not null)
                ReadFact(ref value, FieldNames.Of(property), property, entry);
        }
    }

    private static DateOnly? Earlier(DateOnly? known, DateOnly? said) => known is { } a && said is { } b ? (a < b ? a : b) : known ?? said;
}
