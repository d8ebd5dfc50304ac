namespace Gratis.Simulator.Faults;

/// <summary>Entries of a model list that are valid JSON and nothing else; each looks free, so that a careless reader would take it.</summary>
internal static class Nonsense
{
    private const int LongId = 5000;
    private const string Free = "\"object\":\"model\",\"pricing\":{\"prompt\":\"0\",\"completion\":\"0\"}";

    private static readonly string[] Fixed =
    [
        // Numbers out of any range.
        $$"""{"id":"nonsense/negative","context_length":-4096,"context_window":-1,"max_context_length":-1,{{Free}}}""",
        $$"""{"id":"nonsense/too-large","context_length":99999999999999999999,"top_provider":{"max_completion_tokens":1e999},{{Free}}}""",
        $$"""{"id":"nonsense/fraction","context_length":1.5,"created":-62135596801,{{Free}}}""",
        """{"id":"nonsense/price-nan","object":"model","pricing":{"prompt":"NaN","completion":"Infinity"}}""",
        """{"id":"nonsense/price-huge","object":"model","pricing":{"prompt":"1e400","completion":1e400}}""",
        """{"id":"nonsense/price-types","object":"model","pricing":{"prompt":true,"completion":[0]}}""",
        """{"id":"nonsense/price-text","object":"model","pricing":"free"}""",

        // Names that mean something to a browser, a terminal, a path or a header.
        $$"""{"id":"nonsense/<script>alert(1)</script>","name":"<img src=x onerror=alert(1)>","description":"<script>alert(2)</script>",{{Free}}}""",
        $$"""{"id":"nonsense/\u0000\u0007\u001b[2J","name":"\u202egnirts",{{Free}}}""",
        $$"""{"id":"nonsense/a\r\nX-Injected: 1","name":"a\nb",{{Free}}}""",
        $$"""{"id":"../../../../etc/passwd",{{Free}}}""",
        $$"""{"id":"nonsense/%2e%2e%2fadmin","name":"'; DROP TABLE models; --",{{Free}}}""",
        $$"""{"id":"nonsense/half-a-pair","name":"\ud800",{{Free}}}""",

        // No ids, or no entries at all.
        $$"""{"id":"",{{Free}}}""", $$"""{"id":"  ",{{Free}}}""", $$"""{"id":null,{{Free}}}""", $$"""{"id":42,{{Free}}}""", $$"""{{{Free}}}""",
        "null", "7", "\"nonsense/text\"", "[]", "{}",

        // The same id twice, once free and once not.
        $$"""{"id":"nonsense/twice",{{Free}}}""",
        """{"id":"nonsense/twice","object":"model","pricing":{"prompt":"0.01","completion":"0.01"}}""",
    ];

    /// <summary>All of them, the last one nested so deep.</summary>
    public static IEnumerable<string> Entries(int depth) =>
    [
        .. Fixed,
        $$"""{"id":"nonsense/{{new string('x', LongId)}}",{{Free}}}""",
        $$"""{"id":"nonsense/deep","meta":{{new string('[', depth)}}{{new string(']', depth)}},{{Free}}}""",
    ];
}
