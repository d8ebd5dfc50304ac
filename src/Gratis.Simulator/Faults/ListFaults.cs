using System.Text;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Faults;

/// <summary>Faults of what a model list says.</summary>
internal static class ListFaults
{
    private const long HugeDefault = 10_000_000;
    private const int FloodDefault = 100_000;
    private const int MostFlood = 1_000_000;
    private const int DeepDefault = 10_000;
    private const int Deepest = 1_000_000;

    private static readonly string[] Misshapen =
        ["""{"object":"list","data":{"models":"see the documentation"}}""", "[1,2,3]", "\"maintenance\"", "null", """{"error":null,"success":true}"""];

    /// <summary>The models that are left in the list.</summary>
    public static List<ListedModel> Thin(FaultSpec[] faults, List<ListedModel> models)
    {
        foreach (var fault in faults)
        {
            if (fault.Kind is FaultKind.EmptyList)
                models = [];
            else if (fault.Kind is FaultKind.HalfList)
                models = models[..(models.Count / 2)];
        }

        return models;
    }

    /// <summary>The list in the place of the real one; null when there is none.</summary>
    /// <param name="faults">What hit the request.</param>
    /// <param name="list">The real list, which hostile ones hide within.</param>
    /// <param name="keyed">Whether entries stand in maps by their ids instead of in an array.</param>
    public static Reply? Instead(FaultSpec[] faults, ReadOnlyMemory<byte> list, bool keyed = false)
    {
        foreach (var fault in faults)
        {
            var reply = fault.Kind switch
            {
                FaultKind.HugeBody => Huge(list, fault.Bytes == 0 ? HugeDefault : fault.Bytes),
                FaultKind.FloodedList => Reply.Of(200, "application/json", Spliced(list, keyed, Flood(fault.Count == 0 ? FloodDefault : Math.Min(fault.Count, MostFlood)))),
                FaultKind.NonsenseList => Reply.Of(200, "application/json",
                    Spliced(list, keyed, Nonsense.Entries(fault.Count == 0 ? DeepDefault : Math.Min(fault.Count, Deepest)))),
                FaultKind.MisshapenList => Reply.Text(200, "application/json", Misshapen[fault.Count % Misshapen.Length]),
                _ => null,
            };
            if (reply is not null)
                return reply;
        }

        return null;
    }

    // The real list with one member before it that is far too long: whoever reads to the end finds everything.
    private static Reply Huge(ReadOnlyMemory<byte> list, long bytes)
    {
        ReadOnlyMemory<byte> head = "{\"padding\":\""u8.ToArray();
        ReadOnlyMemory<byte> tail = (byte[])[.. list.Span[1] == '}' ? "\""u8 : "\","u8, .. list.Span[1..]];
        return HeadFaults.Padded(head, tail, bytes);
    }

    private static IEnumerable<string> Flood(int count)
    {
        for (var i = 0; i < count; i++)
            yield return $$$"""{"id":"flood/model-{{{i}}}","object":"model","pricing":{"prompt":"0","completion":"0"}}""";
    }

    /// <summary>The real list with entries put before its own.</summary>
    private static byte[] Spliced(ReadOnlyMemory<byte> list, bool keyed, IEnumerable<string> entries)
    {
        var body = Encoding.UTF8.GetString(list.Span);
        var at = body.IndexOf(keyed ? '{' : '[', StringComparison.Ordinal) + 1;
        var text = new StringBuilder(body, 0, at, 64 * 1024);
        if (keyed)
            text.Append("\"hostile\":{\"id\":\"hostile\",\"name\":\"hostile\",\"models\":{");
        var number = 0;
        foreach (var entry in entries)
        {
            if (number > 0)
                text.Append(',');
            if (keyed)
                text.Append("\"hostile-").Append(number).Append("\":");
            text.Append(entry);
            number++;
        }

        if (keyed)
            text.Append("}}");
        if (body[at] is not (']' or '}'))
            text.Append(',');
        return Encoding.UTF8.GetBytes(text.Append(body, at, body.Length - at).ToString());
    }
}
