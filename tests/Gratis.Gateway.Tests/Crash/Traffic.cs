using System.Collections.Concurrent;
using System.Net;

namespace Gratis.Gateway.Tests.Crash;

/// <summary>
/// Clients that ask as fast as they are answered, until the gateway is gone or they have asked enough: whole answers and streams, bounded
/// and not, and some that hang up.
/// </summary>
internal sealed class Traffic : IDisposable
{
    public const int Clients = 12;

    /// <summary>What no call here can be reserved with, or take: the bounds below and the few tokens of a question.</summary>
    public const int MostTokens = 500;

    private const string Fifty = "alpha/fifty";

    private static readonly (string Model, int Weight)[] Models = [(Fifty, 5), ("alpha/thousand", 25), ("beta/words", 20), ("gamma/wide", 30), ("open/free", 20)];
    private static readonly int[] Bounds = [10, 40, 160, 400];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxResponseDrainSize = 0 }) { Timeout = CrashWorld.Patience };
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentDictionary<string, int> _hungUp = new();
    private readonly ConcurrentDictionary<string, int> _cut = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _statuses = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri _gateway;
    private readonly bool _patient;
    private readonly int _goal;
    private int _answers;

    private Traffic(Uri gateway, int goal, bool patient) => (_gateway, _goal, _patient) = (gateway, goal, patient);

    /// <summary>Comes when so many requests have been answered as was asked for.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Ends when every client has ended.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>How often which status came, of the answers that were heard to their end.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Statuses => _statuses;

    /// <param name="gateway">Where it listens.</param>
    /// <param name="seed">Decides what is asked.</param>
    /// <param name="goal">After how many answers <see cref="Reached"/> comes.</param>
    /// <param name="patient">Nobody hangs up.</param>
    public static Traffic Start(Uri gateway, int seed, int goal, bool patient = false)
    {
        var traffic = new Traffic(gateway, goal, patient);
        traffic.Ended = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => traffic.AskOnAndOnAsync(new Random((seed * Clients) + client)))));
        return traffic;
    }

    /// <summary>As many more clients ask one model at the same moment; ends when all of them have ended.</summary>
    public Task BurstAsync(string model) => Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => Task.Run(() => TryAskAsync(model, new Random(seed), hangsUp: false))));

    /// <summary>Every client ends with the answer it waits for.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await Ended.WaitAsync(CrashWorld.Patience);
    }

    /// <summary>Calls to a model, or to any of a provider's, of which a client did not see the end: it hung up.</summary>
    public int HungUp(string name) => Sum(_hungUp, name);

    /// <summary>The same, where the gateway went away.</summary>
    public int Cut(string name) => Sum(_cut, name);

    public void Dispose()
    {
        _http.Dispose();
        _enough.Dispose();
    }

    private static int Sum(ConcurrentDictionary<string, int> counts, string name) =>
        counts.Where(one => one.Key == name || one.Key.StartsWith(name + "/", StringComparison.Ordinal)).Sum(one => one.Value);

    private async Task AskOnAndOnAsync(Random chance)
    {
        while (!_enough.IsCancellationRequested)
        {
            var model = Pick(chance);

            // Who hangs up on a provider that counts calls at once is gone before it knows: that would prove nothing of the books.
            var hangsUp = !_patient && !model.StartsWith("gamma", StringComparison.Ordinal) && chance.Next(10) == 0;
            if (!await TryAskAsync(model, chance, hangsUp))
                return;
            if (Interlocked.Increment(ref _answers) == _goal)
                _reached.TrySetResult();
        }
    }

    /// <summary>False when the gateway is gone.</summary>
    private async Task<bool> TryAskAsync(string model, Random chance, bool hangsUp)
    {
        try
        {
            if (hangsUp)
                await HangUpAsync(model, chance);
            else
                await AskAsync(model, chance);
            return true;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            _cut.AddOrUpdate(model, 1, static (_, count) => count + 1);
            return false;
        }
    }

    private async Task AskAsync(string model, Random chance)
    {
        using var request = RequestFor(model, chance);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.CopyToAsync(Stream.Null);
        _statuses.AddOrUpdate(response.StatusCode, 1, static (_, count) => count + 1);
    }

    private async Task HangUpAsync(string model, Random chance)
    {
        using var leave = new CancellationTokenSource();
        using var request = RequestFor(model, chance);
        _hungUp.AddOrUpdate(model, 1, static (_, count) => count + 1);
        var asked = _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        if (chance.Next(2) == 0)
            await leave.CancelAsync();
        try
        {
            (await asked).Dispose();
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // As it was meant to be.
        }
    }

    private static string Pick(Random chance)
    {
        var left = chance.Next(Models.Sum(model => model.Weight));
        foreach (var (model, weight) in Models)
        {
            if ((left -= weight) < 0)
                return model == Fifty ? Fifty + chance.Next(CrashWorld.Fifties) : model;
        }

        return Models[^1].Model;
    }

    private HttpRequestMessage RequestFor(string model, Random chance)
    {
        // The longest bound lets an answer end by itself, of a length that nobody can know before.
        var bound = Bounds[chance.Next(Bounds.Length)];
        var words = bound == Bounds[^1] ? $" in {chance.Next(1, 250)} words" : "";
        return Chat.Of(_gateway, model, chance.Next(2) == 0, bound, new string('x', chance.Next(1, 120)) + words);
    }
}
