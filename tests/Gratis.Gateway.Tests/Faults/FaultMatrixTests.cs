namespace Gratis.Gateway.Tests.Faults;

/// <summary>Every fault of an upstream, through real sockets, for whole answers and for streams.</summary>
public sealed class FaultMatrixTests(FaultWorld world) : IClassFixture<FaultWorld>
{
    public static TheoryData<string> Cells => [.. FaultTable.Cells.Select(cell => cell.Name)];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_faulty_upstream_costs_no_client_its_answer(string name)
    {
        var cell = FaultTable.Cells.Single(cell => cell.Name == name);

        var calls = cell.Outcome.CallsBeforeRest ?? 3;
        for (var call = 0; call < calls; call++)
            world.Check(cell, await world.AskAsync(cell));
        if (cell.Outcome.CallsBeforeRest is not null)
            world.CheckRest(cell, await world.AskAsync(cell));

        world.Truth(cell.Provider).Received.ShouldBe(cell.Fault.Door is Door.Open ? calls : 0, "calls that a wall should have prevented");
        await world.ShouldBeAsNewAsync();
    }
}
