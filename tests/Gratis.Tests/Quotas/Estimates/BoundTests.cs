using System.Runtime.CompilerServices;
using Gratis.Quotas.Estimates;
using Gratis.Tests.Dispatch;
using Gratis.Wire;

namespace Gratis.Tests.Quotas.Estimates;

/// <summary>What estimates may cost: nothing that grows.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class BoundTests
{
    private static readonly RequestFacts Facts = Requests.Chat(3_300, messages: 3);

    private readonly TokenEstimator _estimator = new();

    [Fact]
    public void A_million_names_leave_no_more_than_the_capacity_and_keep_what_is_in_use()
    {
        long filled = WeightOfNames(200_000, static (_, _) => { });

        long end = WeightOfNames(1_000_000, static (estimator, known) =>
        {
            estimator.Snapshot().Select(r => (r.Model, r.Client)).Distinct().Count().ShouldBeInRange(4_096, 2 * 4_096 + 1);
            estimator.Estimate(Facts, "in use", "c", null).ShouldBe(known);
        });
        end.ShouldBeLessThan(24_000_000);
        end.ShouldBeLessThan(filled * 3 / 2);
    }

    [Fact]
    public void Overlong_names_are_not_remembered()
    {
        string name = new('x', 100_000);
        _estimator.Observe(Facts, name, "c", Requests.Used(2_000, 50));
        _estimator.Snapshot().ShouldBeEmpty();

        _estimator.Observe(Facts, "m", name, Requests.Used(2_000, 50));
        _estimator.Snapshot().ShouldAllBe(r => r.Client == null);
    }

    [Fact]
    public void Estimating_and_learning_allocate_nothing_once_names_are_known()
    {
        Usage usage = Requests.Used(1_100, 300);
        long sum = 0;
        Allocated(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                sum += _estimator.Estimate(Facts, "m", "c", 4_096).Total;
                _estimator.Observe(Facts, "m", "c", usage);
            }
        }).ShouldBe(0);
        sum.ShouldBePositive();
    }

    [Fact]
    public void Eight_threads_never_see_a_number_that_nobody_wrote()
    {
        const int Rounds = 5_000;
        int wrong = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(n => new Thread(() =>
        {
            Random random = new(n);
            for (int i = 0; i < Rounds; i++)
            {
                string model = random.Next(2) == 0 ? "a" : "b", client = random.Next(2) == 0 ? "x" : "y";
                _estimator.Observe(Facts, model, client, Requests.Used(random.Next(900, 1_100), random.Next(90, 110)));
                TokenEstimate seen = _estimator.Estimate(Facts, model, client, null);
                bool sane = seen.InputTokens is >= 900 and <= 1_200 && seen.OutputTokens is >= 90 and <= 1_024;
                if (!sane) Interlocked.Increment(ref wrong);
            }
        }))];

        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        wrong.ShouldBe(0);
        foreach (string model in (string[])["a", "b"])
        {
            TokenEstimate settled = _estimator.Estimate(Facts, model, "x", null);
            settled.InputTokens.ShouldBeInRange(1_050, 1_200);
            settled.OutputTokens.ShouldBeInRange(105, 127);
        }
    }

    [Fact]
    public void Threads_that_meet_a_full_map_all_go_on()
    {
        TokenEstimator small = new(capacity: 8);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            Random random = new(n);
            for (int i = 0; i < 5_000; i++)
            {
                string model = string.Create(null, $"{random.Next(40)}");
                small.Observe(Facts, model, model, Requests.Used(1_000, 100));
                small.Estimate(Facts, model, model, null).InputTokens.ShouldBeInRange(1_000, 1_100);
            }
        });

        // Threads that were about to write while the generation turned may each leave one more.
        small.Snapshot().Count(r => r.Client != null).ShouldBeInRange(1, 8 + 8);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Allocated(Action action)
    {
        action();
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>
    /// What goes when an estimator that has seen so many names goes. Weighed by its end and not by its beginning: what earlier tests have left
    /// behind may be let go at any time in between.
    /// </summary>
    private static long WeightOfNames(int names, Action<TokenEstimator, TokenEstimate> check)
    {
        var estimator = new TokenEstimator();
        for (int i = 0; i < 60; i++)
            estimator.Observe(Facts, "in use", "c", Requests.Used(2_000, 50));
        TokenEstimate known = estimator.Estimate(Facts, "in use", "c", null);
        for (int i = 0; i < names; i++)
        {
            estimator.Observe(Facts, string.Create(null, $"model {i}"), "c", Requests.Used(1_000, i % 16 == 0 ? 100 : null));
            if (i % 1_000 == 0) estimator.Observe(Facts, "in use", "c", Requests.Used(2_000, 50));
        }

        check(estimator, known);
        long with = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(estimator);
        estimator = null!;
        return with - GC.GetTotalMemory(forceFullCollection: true);
    }
}
