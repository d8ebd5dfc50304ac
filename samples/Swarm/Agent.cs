using System.Net;
using System.Net.Http.Json;

namespace Swarm;

/// <summary>Asks one question after the other, and waits when it is told to.</summary>
internal sealed class Agent(int number, HttpClient http, Tally tally, TimeProvider time)
{
    /// <summary>What is spent for longer than this is given up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task WorkAsync(int rounds, CancellationToken cancel)
    {
        for (var round = 1; round <= rounds; round++)
            await AskAsync($"Agent {number} wants to know: what is {number} times {round}?", cancel);
    }

    private async Task AskAsync(string question, CancellationToken cancel)
    {
        object body = new { model = "auto", messages = new[] { new { role = "user", content = question } } };
        while (true)
        {
            using var response = await http.PostAsJsonAsync("chat/completions", body, cancel);
            if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter?.Delta is { } wait && wait <= Patience)
            {
                tally.BeginWait();
                await Task.Delay(wait, time, cancel);
                tally.EndWait();
                continue;
            }

            if (response.IsSuccessStatusCode)
                tally.Answered(Header(response, "X-Gateway-Route"), int.Parse(Header(response, "X-Gateway-Attempts"), null));
            else
                tally.Failed($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancel)}");
            return;
        }
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).First();
}
