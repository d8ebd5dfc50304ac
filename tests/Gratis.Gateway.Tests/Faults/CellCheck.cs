namespace Gratis.Gateway.Tests.Faults;

/// <summary>Holds what a client received against what its cell demands.</summary>
internal static class CellCheck
{
    private static readonly string Giant = new('g', FaultTable.GiantBytes);

    public static void Check(this FaultWorld world, FaultCell cell, Received received)
    {
        received.Status.ShouldBe(200, received.Raw);
        received.Raw.ShouldNotContain("s3cr3t");
        switch (cell.Outcome)
        {
            case Failover failover:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m={failover.Verdict},good/m=served");
                ShouldBeWhole(world, cell, received, "good");
                break;
            case Intact intact:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m=served");
                ShouldBeWhole(world, cell, received, intact.SaysNothing ? null : cell.Provider);
                break;
            default:
                received["X-Gateway-Trail"].ShouldBe($"{cell.Provider}/m=served");
                ShouldBeBrokenOff(world, cell, received);
                break;
        }
    }

    private static void ShouldBeWhole(FaultWorld world, FaultCell cell, Received received, string? provider)
    {
        received.Content.Replace(Giant, "", StringComparison.Ordinal)
            .ShouldBe(provider is null ? "" : world.WordsOf(provider));
        received.Finished.ShouldBeTrue("an answer says why it ended");
        received.Errors.ShouldBe(0);
        received.EndMarks.ShouldBe(cell.IsStream ? 1 : 0);
        if (cell.IsStream)
            received.Last.ShouldBe("[DONE]");
    }

    private static void ShouldBeBrokenOff(FaultWorld world, FaultCell cell, Received received)
    {
        received.Content.ShouldNotBeEmpty("the commit is the first content");
        world.WordsOf(cell.Provider).ShouldStartWith(received.Content);
        received.EndMarks.ShouldBe(0, "a stream that broke off must not look complete");
        received.Errors.ShouldBe(1);
        received.Last.ShouldStartWith("{\"error\":");
    }

    /// <summary>A route that rests is not asked while another can answer.</summary>
    public static void CheckRest(this FaultWorld world, FaultCell cell, Received received)
    {
        received["X-Gateway-Trail"].ShouldBe("good/m=served");
        ShouldBeWhole(world, cell, received, "good");
    }
}
