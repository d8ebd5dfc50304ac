using Gratis.Simulator;
using Gratis.Simulator.Hosting;
using Gratis.Simulator.Providers;
using Gratis.Workload.Agents;

namespace Gratis.Workload.Run;

/// <summary>The way to the simulated providers: some milliseconds each way, so that what is sent before midnight may arrive after it.</summary>
internal sealed class Network(World world, TimeProvider time, int seed) : DelegatingHandler(new ObedientModels(new SimulatorHandler(world), seed))
{
    private const int Fastest = 5;
    private const int Slowest = 40;

    private readonly Random _dice = new(seed);

    public long Attempts { get; private set; }

    /// <summary>Attempts that came to no answer at all, or to an error of any kind.</summary>
    public long Errors { get; private set; }

    /// <summary>Answers with status 429.</summary>
    public long Walls { get; private set; }

    public string UrlOf(ProviderSpec provider) => world.Provider(provider.Id).InProcessUrl.AbsoluteUri.TrimEnd('/');

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Attempts++;
        Errors++;
        await Task.Delay(OneWay(), time, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            Errors--;
        if ((int)response.StatusCode == 429)
            Walls++;
        try
        {
            await Task.Delay(OneWay(), time, cancellationToken);
            return response;
        }
        catch (OperationCanceledException)
        {
            response.Dispose();
            throw;
        }
    }

    private TimeSpan OneWay() => TimeSpan.FromMilliseconds(_dice.Next(Fastest, Slowest + 1));
}
