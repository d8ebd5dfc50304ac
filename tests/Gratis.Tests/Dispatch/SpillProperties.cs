using FsCheck;
using FsCheck.Fluent;
using Gratis.Tests.Hosting;

namespace Gratis.Tests.Dispatch;

/// <summary>Any sixty-four requests at once, of any size and any ending: never more than the budget.</summary>
public sealed class SpillProperties
{
    private const int AtOnce = 64;

    private static readonly Gen<Purchase> Purchases =
        from asked in Gen.Choose(1, 40)
        from answered in Gen.Choose(0, 40)
        from seconds in Gen.Choose(0, 9)
        from ending in Gen.Elements("counts", "costs", "silent", "stream", "broken", "refused", "unreachable")
        from patience in Gen.Elements(0, 0, 5, 30)
        select new Purchase(asked, Math.Min(asked, answered), seconds, ending, patience);

    private static readonly Gen<Crowd> Crowds =
        from day in Gen.Choose(1, 300)
        from month in Gen.Choose(1, 400)
        from own in Gen.Choose(1, 300)
        from purchases in Purchases.ListOf(AtOnce)
        select new Crowd(day, month, own, [.. purchases]);

    [Fact]
    public void Sixty_four_at_once_never_exceed_a_budget_of_the_day_the_month_or_the_key() => Prop.ForAll(Crowds.ToArbitrary(), crowd =>
    {
        using var world = new SpillWorld(SpillWorld.Budget(crowd.Month / 1000m, crowd.Day / 1000m));
        var own = world.Client("laptop", day: crowd.Own / 1000m);
        world.Network.On("p/m", call => ReplyTo(crowd.Purchases[MarkIn(call.Body)]));
        decimal worstSeen = 0;
        world.Time.Run(() => Task.WhenAll(crowd.Purchases.Select(async (purchase, mark) =>
        {
            var isOwn = mark % 2 == 0;
            await world.AskAsync(
                stream: purchase.Ending == "stream", maxWait: purchase.Patience, members: $"\"max_tokens\":{purchase.Asked},\"seed\":{mark},", budget: isOwn ? own : null);
            foreach (var (pool, most) in ((string, int)[])[("budget:usdpd", crowd.Day), ("budget:usdpmo", crowd.Month), ("client laptop:usdpd", crowd.Own)])
            {
                var (used, held) = world.Books(pool);
                worstSeen = Math.Max(worstSeen, (used + held) / most);
            }
        })));

        // All has ended: nothing is held, and what is used is what the upstream saw at its dearest.
        var paid = world.Network.Calls.Where(call => call.Route == "p/m").Sum(call => CostOf(crowd.Purchases[MarkIn(call.Body)]));
        var books = world.Books();
        return worstSeen <= 0.001m && books.Held == 0 && books.Used == paid && paid <= Math.Min(crowd.Day, crowd.Month) / 1000m;
    }).Check(Config.QuickThrowOnFailure.WithReplay(20260301, 5).WithMaxTest(60));

    private static Reply ReplyTo(Purchase purchase) => purchase.Ending switch
    {
        "counts" => Answer($"\"usage\":{{\"prompt_tokens\":3,\"completion_tokens\":{purchase.Answered}}}"),
        "costs" => Answer($"\"usage\":{{\"cost\":{Usd(purchase.Answered)}}}"),
        "silent" => Answer("\"usage\":null"),
        "stream" => Reply.Sse(Step.Text(Reply.Delta), Step.Wait(purchase.Seconds), Step.Text(Reply.Finish), Step.Text($"data: {{\"choices\":[],\"usage\":{{\"completion_tokens\":{purchase.Answered}}}}}\n\n"), Step.Text(Reply.Done)),
        "broken" => Reply.Error(500),
        "refused" => Reply.Error(400),
        _ => Reply.Unreachable,
    } with { After = TimeSpan.FromSeconds(purchase.Seconds) };

    private static Reply Answer(string usage) => Reply.Json($$"""{"choices":[{"message":{"content":"hello"},"finish_reason":"stop"}],{{usage}}}""");

    private static decimal CostOf(Purchase purchase) => purchase.Ending switch
    {
        "counts" or "costs" or "stream" => purchase.Answered / 1000m,
        "silent" => purchase.Asked / 1000m,
        _ => 0,
    };

    private static string Usd(int thousandths) => (thousandths / 1000m).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int MarkIn(string body)
    {
        const string Name = "\"seed\":";
        var from = body.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return int.Parse(body[from..body.IndexOf(',', from)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record Purchase(int Asked, int Answered, int Seconds, string Ending, int Patience);

    private sealed record Crowd(int Day, int Month, int Own, Purchase[] Purchases);
}
