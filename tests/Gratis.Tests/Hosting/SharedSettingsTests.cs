using Gratis.Hosting.Catalogue;
using Gratis.Hosting.Diagnosis.Probes;
using Gratis.Storage;
using Gratis.Tests.Storage;

namespace Gratis.Tests.Hosting;

/// <summary>What two replicas keep under the same settings, neither of which was told of the other's changes.</summary>
public sealed class SharedSettingsTests : IDisposable
{
    private readonly TemporaryDatabase _temporary = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_change_takes_nothing_back_that_another_replica_changed()
    {
        await using var database = _temporary.Open();
        using var one = new OwnerEdits(new SqliteSettings(database));
        using var other = new OwnerEdits(new SqliteSettings(database));
        await one.LoadAsync(Cancel);
        await other.LoadAsync(Cancel);

        await one.EditAsync("p/m", edit => edit with { Free = true }, Cancel);
        await other.EditAsync("p/m", edit => edit with { Enabled = false }, Cancel);
        await one.OrderAsync(["p/m"], Cancel);

        foreach (var edits in (OwnerEdits[])[one, other])
        {
            await edits.LoadAsync(Cancel);
            (edits.Current.Routes["p/m"].Free, edits.Current.Routes["p/m"].Enabled).ShouldBe((true, false));
            edits.Current.Order.ShouldBe(["p/m"]);
        }

        await other.ResetAsync(Cancel);
        await one.LoadAsync(Cancel);
        one.Current.Routes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_replicas_share_one_budget_of_probes()
    {
        await using var database = _temporary.Open();
        using var one = new ProbeBudget(_temporary.Time, new SqliteSettings(database));
        using var other = new ProbeBudget(_temporary.Time, new SqliteSettings(database));

        List<bool> taken = [];
        foreach (var budget in (ProbeBudget[])[one, other, other, one, other])
            taken.Add(await budget.TryTakeAsync("groq", 3, Cancel));

        taken.ShouldBe([true, true, true, false, false]);
        one.Used("groq").ShouldBe(3);
        _temporary.Time.Advance(TimeSpan.FromDays(1));
        (await other.TryTakeAsync("groq", 3, Cancel)).ShouldBeTrue();
    }
}
