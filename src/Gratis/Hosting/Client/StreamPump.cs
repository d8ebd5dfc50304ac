using System.IO.Pipelines;
using Gratis.Dispatch;
using Gratis.Hosting.Options;

namespace Gratis.Hosting.Client;

/// <summary>Turns a stream that the engine pushes into one that is pulled: copies as fast as it is read, and no further ahead than a pipe holds.</summary>
internal sealed class StreamPump : IAsyncDisposable
{
    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _leash;
    private readonly Task _copying;

    /// <param name="edges">Say whether the copying stays with the caller.</param>
    /// <param name="answer">The stream; stays its owner's.</param>
    /// <param name="leash">Ends the upstream when nobody reads on.</param>
    public StreamPump(GratisEdges edges, Answer answer, CancellationTokenSource leash)
    {
        _leash = leash;
        _copying = CallersContext.Leave(edges, () => CopyAsync(answer));
    }

    public PipeReader Reader => _pipe.Reader;

    public async ValueTask DisposeAsync()
    {
        _leash.Cancel();
        await _pipe.Reader.CompleteAsync();
        await _copying;
    }

    private async Task CopyAsync(Answer answer)
    {
        Exception? fault = null;
        try
        {
            await answer.CopyToAsync(_pipe.Writer, _leash.Token);
        }
        catch (Exception defect)
        {
            // Whatever it is, it belongs to whoever reads.
            fault = defect;
        }

        await _pipe.Writer.CompleteAsync(fault);
    }
}
