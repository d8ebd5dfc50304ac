using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Gratis.Wire;

/// <summary>What a JSON string says, decoded into rented memory only where it has escapes.</summary>
internal ref struct DecodedText
{
    private byte[]? _rented;

    /// <summary>Decodes the string under <paramref name="reader"/>.</summary>
    public DecodedText(scoped ref readonly Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ValueSpan;

        // The JSON reader checks the grammar, not the encoding inside strings.
        IsText = Utf8.IsValid(raw) && (!reader.ValueIsEscaped || EscapedText.DecodedLength(raw) != EscapedText.LoneSurrogate);
        if (!IsText)
        {
            return;
        }

        if (!reader.ValueIsEscaped)
        {
            Utf8Text = raw;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        Utf8Text = _rented.AsSpan(0, reader.CopyString(_rented));
    }

    /// <summary>False for bytes that no Unicode string can hold.</summary>
    public bool IsText { get; }

    /// <summary>The text; gone once this is disposed.</summary>
    public ReadOnlySpan<byte> Utf8Text { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        _rented = null;
    }
}
