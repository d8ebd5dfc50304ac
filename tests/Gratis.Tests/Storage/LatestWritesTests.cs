using Gratis.Storage;

namespace Gratis.Tests.Storage;

public sealed class LatestWritesTests
{
    private readonly LatestWrites<string, int> _writes = new(3);

    [Fact]
    public void Of_each_key_the_last_value_is_taken_and_only_the_first_wakes_somebody()
    {
        _writes.Put("a", 1).ShouldBeTrue();
        _writes.Put("a", 2).ShouldBeFalse();
        _writes.Put("b", 3).ShouldBeTrue();
        Taken().ShouldBe("a2 b3");
        _writes.Written();
        Taken().ShouldBe("");
    }

    [Fact]
    public void What_was_not_written_waits_again_unless_something_newer_came()
    {
        _writes.Put("a", 1);
        _writes.Put("b", 1);
        _writes.Take();
        _writes.Put("a", 2).ShouldBeTrue();
        _writes.NotWritten();
        Taken().ShouldBe("a2 b1");
    }

    [Fact]
    public void No_more_keys_wait_than_there_is_room_for()
    {
        for (int i = 0; i < 10; i++) _writes.Put("k" + i, i);
        _writes.Put("k1", 11);
        _writes.Take().Count.ShouldBe(3);
        for (int i = 5; i < 7; i++) _writes.Put("k" + i, i);
        _writes.NotWritten();
        IReadOnlyDictionary<string, int> taken = _writes.Take();
        taken.Count.ShouldBe(3);
        taken.Keys.ShouldContain("k5");
        taken.Keys.ShouldContain("k6");
    }

    private string Taken() => string.Join(' ', _writes.Take().OrderBy(each => each.Key).Select(each => each.Key + each.Value));
}
