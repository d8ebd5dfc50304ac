using System.Net.Http.Headers;
using Spectre.Console;
using Swarm;

// Swarm [--url http://127.0.0.1:8000] [--key KEY] [--agents 200] [--rounds 3] [--no-live]
if (Arguments.Read(args) is not { } asked)
{
    Console.Error.WriteLine("Expected [--url URL] [--key KEY] [--agents N] [--rounds N] [--no-live].");
    return 2;
}

using var interrupt = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupt.Cancel();
};

using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(asked.Gateway, "/v1/") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", asked.Key);

// Each agent does its own waiting, so that it can be seen.
http.DefaultRequestHeaders.Add("X-Gateway-Max-Wait", "0");
try
{
    using var models = await http.GetAsync("models", interrupt.Token);
    models.EnsureSuccessStatusCode();

    var tally = new Tally(TimeProvider.System);
    var work = Task.WhenAll(Enumerable.Range(1, asked.Agents).Select(number => new Agent(number, http, tally, TimeProvider.System).WorkAsync(asked.Rounds, interrupt.Token)));
    await Board.ShowAsync(AnsiConsole.Console, asked, tally, work, TimeProvider.System);
    return tally.Now().Failures.IsEmpty ? 0 : 1;
}
catch (HttpRequestException unreachable)
{
    Console.Error.WriteLine($"No gateway answers at {asked.Gateway}: {unreachable.Message} Start one with: dotnet run --project src/Gratis.Gateway -- serve --demo");
    return 2;
}
catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
{
    return 130;
}
