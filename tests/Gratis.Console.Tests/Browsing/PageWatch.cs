using System.Collections.Concurrent;
using System.Net;

namespace Gratis.Console.Tests.Browsing;

/// <summary>Looks on while somebody browses: uncaught errors, errors in the browser's console (what the content policy refused is one), requests that leave this machine.</summary>
internal sealed class PageWatch
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentDictionary<string, int> _expected = new();

    public PageWatch(IBrowserContext profile)
    {
        profile.Console += (_, message) =>
        {
            if (message.Type == "error")
                Note($"console.error: {message.Text} ({message.Location})");
        };
        profile.WebError += (_, error) => Note($"uncaught: {error.Error}");
        profile.Request += (_, request) =>
        {
            if (!IsHere(request.Url))
                Note($"leaves this machine: {request.Method} {request.Url}");
        };
    }

    /// <summary>What went wrong and was not expected; what was expected and did not go wrong.</summary>
    public IReadOnlyCollection<string> Complaints =>
    [
        .. _complaints.Where(complaint => !_expected.Keys.Any(part => complaint.Contains(part, StringComparison.Ordinal))),
        .. _expected.Keys.Where(part => !_complaints.Any(complaint => complaint.Contains(part, StringComparison.Ordinal))).Select(part => $"expected, and did not come: {part}"),
    ];

    /// <summary>The test itself brings this about.</summary>
    public void Expect(string part) => _expected[part] = 0;

    private void Note(string complaint)
    {
        // The console asks who is signed in, and to be told that nobody is, is an answer.
        if (!(complaint.Contains("status of 401", StringComparison.Ordinal) && complaint.Contains("/admin/api/session", StringComparison.Ordinal)))
            _complaints.Enqueue(complaint);
    }

    private static bool IsHere(string url)
    {
        var address = new Uri(url);
        return address.Scheme is "data" or "blob" or "about" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
