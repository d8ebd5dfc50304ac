using Gratis.Gateway.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.Catalogue;

/// <summary>Whatever a provider sends as its list: the gateway stays up and quick, keeps what it knew, and says why.</summary>
public sealed class HostileListTests(HostileLists lists) : IClassFixture<HostileLists>
{
    public static TheoryData<string> Hostile => [.. HostileList.All.Select(list => list.Id)];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_list_takes_nothing_away(string id)
    {
        lists.ModelsBefore[id].ShouldBeSubsetOf(lists.Models(id));
        var reply = (await lists.Gateway.ChatAsync(id + "/free")).ShouldBeServed();
        reply["X-Gateway-Provider"].ShouldBe(id);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void The_owner_is_told_why_it_was_not_taken(string id)
    {
        var (before, after) = (lists.Before[id], lists.After[id]);
        if (HostileList.Find(id).Reason is not { } reason)
        {
            after.Problem.ShouldBeNull();
            after.LastSuccess!.Value.ShouldBeGreaterThan(before.LastSuccess!.Value);
            return;
        }

        after.Problem.ShouldNotBeNull();
        after.LastSuccess.ShouldBe(before.LastSuccess);
        after.Models.ShouldBe(before.Models);
        var line = lists.Gateway.Log.Lines.First(line => line.Message.StartsWith($"No new list of the models of {id}. ", StringComparison.Ordinal));
        line.Message.ShouldContain(reason);
        line.Message.ShouldContain("models known so far serve on");
        line.Message.ShouldContain(after.Problem);
    }

    [Fact]
    public void Clients_are_served_while_hostile_lists_come_in()
    {
        lists.Meanwhile.Count.ShouldBe(20);
        lists.Meanwhile.ShouldAllBe(reply => reply.Status == 200 && reply["X-Gateway-Provider"] == "good");
    }

    [Fact]
    public void Entries_that_no_model_can_have_are_left_out_and_counted()
    {
        var ignored = string.Join('\n', lists.After["nonsense"].Ignored);
        foreach (var why in (string[])["it has no id", "a character that ids do not have", "looks like a path", "longer than 200 characters", "listed twice"])
            ignored.ShouldContain(why);
        ignored.ShouldNotContain("<script");
        ignored.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/nonsense%2Ffree")]
    [InlineData("/v1/providers/status")]
    [InlineData("/")]
    public async Task Nothing_in_a_name_reaches_an_answer_as_markup_or_control(string path)
    {
        var reply = (await lists.Gateway.GetAsync(path)).ShouldBeServed();
        foreach (var hostile in (string[])["<script>", "<img", "onerror=alert", "alert(1)", "X-Injected", "etc/passwd", "flood/", "\\u001b", "\\u202e", "DROP TABLE"])
            reply.Text.ShouldNotContain(hostile, Case.Insensitive);
        reply.Text.ShouldAllBe(c => !char.IsControl(c) || c == '\n');
    }

    [Fact]
    public async Task No_id_of_a_list_breaks_a_header()
    {
        // Those of its entries that could be models are free by their own word; the provider knows none of them.
        var reply = await lists.Gateway.ChatAsync("nonsense/free");
        foreach (var (_, value) in reply.Headers)
            value.ShouldAllBe(c => c >= ' ' && c <= '~');
        reply["X-Injected"].ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_who_behaves_again_is_believed_again()
    {
        await lists.MendAsync();
        foreach (var id in lists.ModelsBefore.Keys)
            lists.Models(id).ShouldBe(lists.ModelsBefore[id], id);
        lists.Gateway.Log.Lines.Where(line => line.Level >= LogLevel.Error).ShouldBeEmpty();
    }
}
