using Gratis.Discovery;
using Gratis.Hosting.Catalogue;
using Gratis.Simulator.Faults;
using Gratis.Simulator.Providers;
using Gratis.Tests.Storage;
using Gratis.Tests.Time;
using SimulatedWorld = Gratis.Simulator.World;

namespace Gratis.Tests.Hosting.Month;

/// <summary>The public catalogue is a second opinion: whatever it sends instead, what it said before stands, and nobody misses a request.</summary>
public sealed class HostileCatalogueTests
{
    private const string Catalogue = "models.dev";
    private const string Route = "openrouter/qwen/qwen3-coder:free";

    public static TheoryData<FaultKind, int, string> Hostile => new()
    {
        { FaultKind.EndlessBody, 0, "Longer than 16 MiB" },
        { FaultKind.HugeBody, 20_000_000, "Longer than 16 MiB" },
        { FaultKind.Html, 0, "A web page came" },
        { FaultKind.CyclicRedirect, 0, "redirects are not followed" },
        { FaultKind.FloodedList, 100_000, "more than 20,000 are not believed" },
        { FaultKind.NonsenseList, 10_000, "nested more than 64 levels" },
        { FaultKind.EmptyList, 0, "describes no models" },
        { FaultKind.MisshapenList, 1, "describes no models" },
        { FaultKind.MisshapenList, 3, "no JSON object or array" },
        { FaultKind.BadFraming, 0, "Sent what cannot be read" },
        { FaultKind.RefuseConnection, 0, "Cannot be reached" },
        { FaultKind.Stall, 1, "No whole answer within 30 s" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_the_catalogue_said_before_stands(FaultKind kind, int count, string reason)
    {
        var time = new VirtualTime();
        var world = new SimulatedWorld(time).Add(ProviderSpec.Standard("openrouter", null, "k-1"));
        using var data = new TemporaryDatabase();
        time.Run(async () =>
        {
            await using var house = await MonthHouse.OpenAsync(data.Folder, world, time, seed: 3, new RecordingLog<CatalogKeeper>());
            var (known, before) = (house.Discovery.ModelsDev.ShouldNotBeNull(), ContextsOf(house));
            before.ShouldContain("models.dev");

            // With another provider's models it is another document, which cannot be confirmed without being sent.
            world.Faults.Add(new FaultSpec(kind) { Provider = Catalogue, On = FaultTarget.Lists, Count = count, Bytes = kind == FaultKind.HugeBody ? count : 0 });
            world.Add(ProviderSpec.Standard("zhipu", null, "k-2"));
            await Task.Delay(TimeSpan.FromDays(2), time, CancellationToken.None);

            var status = await SettledAsync(house, time);
            status.Problem.ShouldNotBeNull().ShouldContain(reason);
            status.LastSuccess.ShouldBe(known.At);
            house.Discovery.ModelsDev.ShouldNotBeNull().Providers["openrouter"].Count.ShouldBe(known.Providers["openrouter"].Count);
            ContextsOf(house).ShouldBe(before);
            (await house.AskAsync(new MonthAsk(time.Elapsed, "free", Stream: false, Tools: false))).IsServed.ShouldBeTrue();
        });
    }

    /// <summary>A wait that is given up goes over another thread: its end is waited for while time goes on.</summary>
    private static async Task<ListingStatus> SettledAsync(MonthHouse house, VirtualTime time)
    {
        ListingStatus Status() => house.Discovery.Status.Single(list => list.Provider == Catalogue);
        for (var round = 0; round < 1_000 && !SpinWait.SpinUntil(() => !Status().IsLooking, TimeSpan.FromMilliseconds(20)); round++)
            await Task.Delay(TimeSpan.FromSeconds(31), time, CancellationToken.None);
        return Status();
    }

    /// <summary>Who says how much fits into a route.</summary>
    private static string ContextsOf(MonthHouse house) => string.Join(", ", house.Keeper.Current.FindRoute(Route)!.Dossier!.Claims()
        .Where(claim => claim.Topic == "context").Select(claim => $"{claim.Value} by {claim.Evidence.From}"));
}
