using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Gratis.Dispatch;

/// <summary>How a stream ends at its client, and whether that is still there.</summary>
internal static class StreamEnd
{
    /// <summary>What a paid stream says last, before its end; nothing of one that costs nothing.</summary>
    public static void WriteCost(PipeWriter client, decimal? costUsd)
    {
        if (costUsd is { } cost)
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $": x-gateway-cost-usd={cost}\n\n"), client);
    }

    public static void WriteMark(PipeWriter client) => client.Write("data: [DONE]\n\n"u8);

    /// <summary>False when the client is gone. What breaks on its side is never booked on the upstream.</summary>
    public static async ValueTask<bool> ReachesAsync(PipeWriter client, CancellationToken cancel)
    {
        try
        {
            var flushed = await client.FlushAsync(cancel);
            return !flushed.IsCompleted && !flushed.IsCanceled;
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
