using System.Text.Json;
using Gratis.Upstream.Verdicts;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>What is around the entries: an array, an object with one under a known name, or the words of a refusal.</summary>
internal sealed class Envelope
{
    private const int MostNesting = 2;

    private EntryList? _list;
    private int _rank = int.MaxValue;
    private bool _isRefused;
    private bool _isPartial;
    private string? _words;

    /// <summary>Reads the whole answer.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            ReadList(ref reader, rank: 0);
        else
            ReadObject(ref reader, MostNesting);
    }

    /// <summary>What it came to.</summary>
    public ListingReading Finish()
    {
        if (_isRefused)
            return ListingReading.Unusable($"The provider sent an error in place of its list: {Redaction.Clean(_words) ?? "without a word why"}");
        if (_list is null)
        {
            var said = Redaction.Clean(_words) is { } words ? $" It says: {words}" : "";
            return ListingReading.Unusable($"The answer has no list of models; an array was expected, bare or under data, models, result, results or items.{said}");
        }

        return _list.Finish() with { IsPartial = _isPartial };
    }

    private void ReadObject(ref Utf8JsonReader reader, int nesting)
    {
        Span<char> buffer = stackalloc char[FieldNames.Longest];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = FieldNames.Decode(reader.ValueSpan, buffer);
            reader.Read();
            var rank = RankOf(name);
            if (rank >= 0 && reader.TokenType == JsonTokenType.StartArray)
                ReadList(ref reader, rank);
            else if (rank >= 0 && reader.TokenType == JsonTokenType.StartObject && nesting > 0)
                ReadObject(ref reader, nesting - 1);
            else
                ReadMember(ref reader, name);
        }
    }

    /// <summary>llama.cpp sends its models twice, and says more of them under <c>data</c>: of several lists the best known name counts.</summary>
    private void ReadList(ref Utf8JsonReader reader, int rank)
    {
        var list = new EntryList();
        list.Read(ref reader);
        if (_list is null || (_list.IsEmpty && !list.IsEmpty) || (rank < _rank && !list.IsEmpty))
        {
            _list = list;
            _rank = rank;
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, scoped ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "error":
                ReadError(ref reader);
                break;
            case "errors":
                ReadWords(ref reader);
                break;
            case "success":
                _isRefused |= reader.Flag() == false;
                break;
            case "message" or "detail" or "msg":
                _words ??= reader.Text();
                break;
            case "nextPageToken" or "next_page_token":
                _isPartial |= !string.IsNullOrEmpty(reader.Text());
                break;
            case "has_more":
                _isPartial |= reader.Flag() == true;
                break;
            case "result_info":
                ReadPages(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        // Some write "error": null or false into every answer.
        _isRefused |= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.True
            || (reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty);
        ReadWords(ref reader);
    }

    /// <summary>The first words for people in an error of any shape.</summary>
    private void ReadWords(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            _words ??= reader.Text();
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;

            var isWords = reader.ValueSpan.SequenceEqual("message"u8) || reader.ValueSpan.SequenceEqual("detail"u8);
            reader.Read();
            if (isWords && reader.TokenType == JsonTokenType.String)
                _words ??= reader.Text();
        }
    }

    private void ReadPages(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        long page = 1, pages = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPage = reader.ValueSpan.SequenceEqual("page"u8);
            var isPages = reader.ValueSpan.SequenceEqual("total_pages"u8);
            reader.Read();
            if ((isPage || isPages) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                (page, pages) = isPage ? (number, pages) : (page, number);
            else
                reader.Skip();
        }

        _isPartial |= pages > page;
    }

    private static int RankOf(ReadOnlySpan<char> name) => name switch
    {
        "data" => 0,
        "models" => 1,
        "result" => 2,
        "results" => 3,
        "items" => 4,
        _ => -1,
    };
}
