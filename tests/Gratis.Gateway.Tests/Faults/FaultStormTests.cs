namespace Gratis.Gateway.Tests.Faults;

/// <summary>All faults together.</summary>
public sealed class FaultStormTests(FaultWorld world) : IClassFixture<FaultWorld>
{
    [Fact]
    public async Task All_faults_at_once_cost_no_client_its_answer_and_leave_nothing_behind()
    {
        // In such a crowd half a second is too little for the content that these must send before they fall silent.
        var cells = FaultTable.Cells.Where(cell => !(cell.Fault.Impatient && cell.Outcome is BrokenOff)).ToList();

        var received = await Task.WhenAll(cells.Select(world.AskAsync));

        foreach (var (cell, answer) in cells.Zip(received))
            world.Check(cell, answer);
        await world.ShouldBeAsNewAsync();
    }
}
