using System.Globalization;
using System.Text;
using Gratis.AspNetCore.Requests;
using Gratis.Dispatch;
using Gratis.Routing;
using Gratis.Stores;
using Gratis.Tests.Time;
using Gratis.Wire;

namespace Gratis.Gateway.Tests.Cluster.Requests;

/// <summary>What one gateway remembers and what all of them have written is one list.</summary>
public sealed class SharedHistoryTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_hold_the_requests_of_all_gateways_without_gaps_or_doubles_while_more_come_in(int seed)
    {
        var random = new Random(seed);
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        Member[] members = [await Member.JoinAsync(shared, "aaaaaaaa"), await Member.JoinAsync(shared, "bbbbbbbb")];
        for (var i = 0; i < 700; i++)
            await LiveAsync();

        var asked = members[seed % 2];
        var known = members.SelectMany(member => member == asked ? member.Entered : member.Written).ToHashSet(StringComparer.Ordinal);
        var found = new List<RequestStory>();
        for (long? before = long.MaxValue; before is { } below;)
        {
            var page = await asked.History.PageAsync(RequestFilter.None, below, random.Next(5, 90), Cancel);
            found.AddRange(page.Requests);
            before = page.Next;
            for (var i = 0; i < 20; i++)
                await LiveAsync();
        }

        found.Select(story => story.Id).Distinct().Count().ShouldBe(found.Count);
        found.Select(story => story.At).ShouldBeInOrder(SortDirection.Descending);
        known.ShouldBeSubsetOf(found.Select(story => story.Id));

        async Task LiveAsync()
        {
            shared.Time.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
            var member = members[random.Next(2)];
            member.Enter(shared.Time.GetUtcNow());
            if (random.Next(20) == 0)
                await member.WriteAsync();
        }
    }

    [Fact]
    public async Task A_request_is_found_wherever_it_was_served()
    {
        await using var shared = new SharedLog(await server.CreateDatabaseAsync());
        var (one, other) = (await Member.JoinAsync(shared, "aaaaaaaa"), await Member.JoinAsync(shared, "bbbbbbbb"));
        one.Enter(shared.Time.GetUtcNow());
        other.Enter(shared.Time.GetUtcNow());

        (await one.History.FindAsync("req-aaaaaaaa-1", Cancel)).ShouldNotBeNull("it is in memory");
        (await one.History.FindAsync("req-bbbbbbbb-1", Cancel)).ShouldBeNull("nobody has written it yet");
        await other.WriteAsync();
        (await one.History.FindAsync("req-bbbbbbbb-1", Cancel)).ShouldNotBeNull();
    }

    /// <summary>A gateway as far as its log goes.</summary>
    private sealed class Member
    {
        private readonly RequestLog _log = new();
        private readonly string _name;
        private LogReplica? _replica;

        private Member(string name) => _name = name;

        public List<string> Entered { get; } = [];

        public IReadOnlyList<string> Written { get; private set; } = [];

        public RequestHistory History => new(_log, _replica!.Log);

        public static async Task<Member> JoinAsync(SharedLog shared, string name)
        {
            var member = new Member(name);
            member._replica = await shared.OpenAsync(source: member._log);
            return member;
        }

        public void Enter(DateTimeOffset at)
        {
            ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes("""{"model":"auto","messages":[{"role":"user","content":"hi"}]}""");
            RequestReader.TryRead(body.Span, Operation.Chat, out var facts, out _).ShouldBeTrue();
            var id = string.Create(CultureInfo.InvariantCulture, $"req-{_name}-{Entered.Count + 1:x}");
            _log.Enter(new GatewayRequest { Id = id, Operation = Operation.Chat, Body = body, Facts = facts }, new AttemptTrail(), null, at, at);
            Entered.Add(id);
        }

        public async Task WriteAsync()
        {
            await _replica!.Log.FlushAsync(Cancel);
            Written = [.. Entered];
        }
    }
}
