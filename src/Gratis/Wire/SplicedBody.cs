using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gratis.Wire;

/// <summary>
/// A request body as it goes upstream: slices of the client's own bytes with small literals between them. Valid only as long as the
/// memory the client's body lies in. Costs one object; more only when parameters are dropped (the array of their names, and one of
/// slices from the fourth cut on).
/// </summary>
internal sealed class SplicedBody
{
    private const int Inline = 8;

    private Slices _slices;
    private ReadOnlyMemory<byte>[]? _more;
    private int _count;

    /// <summary>Bytes in all.</summary>
    public int Length { get; private set; }

    /// <summary>The parameters that were left out because the route refuses them, in the order of the body.</summary>
    public IReadOnlyList<string> Dropped { get; internal set; } = [];

    /// <summary>Copies the body into <paramref name="writer"/>.</summary>
    public void CopyTo(IBufferWriter<byte> writer)
    {
        for (int i = 0; i < _count; i++)
        {
            writer.Write(Slice(i).Span);
        }
    }

    /// <summary>Writes the body to <paramref name="stream"/>.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _count; i++)
        {
            await stream.WriteAsync(Slice(i), cancellationToken);
        }
    }

    internal void Append(ReadOnlyMemory<byte> slice)
    {
        if (slice.IsEmpty)
        {
            return;
        }

        if (_count < Inline)
        {
            _slices[_count] = slice;
        }
        else
        {
            int at = _count - Inline;
            if (_more is null || at == _more.Length)
            {
                Array.Resize(ref _more, Math.Max(Inline, at * 2));
            }

            _more[at] = slice;
        }

        _count++;
        Length += slice.Length;
    }

    private ReadOnlyMemory<byte> Slice(int index) => index < Inline ? _slices[index] : _more![index - Inline];

    [InlineArray(Inline)]
    private struct Slices
    {
        private ReadOnlyMemory<byte> _first;
    }
}
