namespace Gratis.Gateway.Tests.Faults;

/// <summary>Every fault of an upstream, through real sockets, for whole answers and for streams.</summary>
public sealed class FaultMatrixTests(FaultWorld world) : IClassFixture<FaultWorld>
{
    private static readonly string Giant = new('g', FaultTable.GiantBytes);

    public static TheoryData<string> Cells => [.. FaultTable.Cells.Select(cell => cell.Name)];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_faulty_upstream_costs_no_client_its_answer(string name)
    {
        var cell = FaultTable.Cells.Single(cell => cell.Name == name);

        var calls = cell.Outcome.CallsBeforeRest ?? 3;
        for (var call = 0; call < calls; call++)
            Check(cell, await world.AskAsync(cell));
        if (cell.Outcome.CallsBeforeRest is not null)
            CheckRest(cell, await world.AskAsync(cell));

        world.Truth(cell.Provider).Received.ShouldBe(calls, "calls that a wall should have prevented");
        await world.ShouldBeAsNewAsync();
    }

    private void Check(FaultCell cell, Received received)
    {
        received.Status.ShouldBe(200, received.Raw);
        received.Raw.ShouldNotContain("s3cr3t");
        switch (cell.Outcome)
        {
            case Failover failover:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m={failover.Verdict},good/m=served");
                ShouldBeWhole(cell, received, "good");
                break;
            case Intact intact:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m=served");
                ShouldBeWhole(cell, received, intact.SaysNothing ? null : cell.Provider);
                break;
            default:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m=served");
                ShouldBeBrokenOff(cell, received);
                break;
        }
    }

    private void ShouldBeWhole(FaultCell cell, Received received, string? provider)
    {
        received.Content.Replace(Giant, "", StringComparison.Ordinal)
            .ShouldBe(provider is null ? "" : world.WordsOf(provider));
        received.Finished.ShouldBeTrue("an answer says why it ended");
        received.Errors.ShouldBe(0);
        received.EndMarks.ShouldBe(cell.IsStream ? 1 : 0);
        if (cell.IsStream)
            received.Last.ShouldBe("[DONE]");
    }

    private void ShouldBeBrokenOff(FaultCell cell, Received received)
    {
        received.Content.ShouldNotBeEmpty("the commit is the first content");
        world.WordsOf(cell.Provider).ShouldStartWith(received.Content);
        received.EndMarks.ShouldBe(0, "a stream that broke off must not look complete");
        received.Errors.ShouldBe(1);
        received.Last.ShouldStartWith("{\"error\":");
    }

    /// <summary>A route that rests is not asked while another can answer.</summary>
    private void CheckRest(FaultCell cell, Received received)
    {
        received["X-Gateway-Trail"].ShouldBe("good/m=served");
        ShouldBeWhole(cell, received, "good");
    }
}
