using FsCheck;
using FsCheck.Fluent;

namespace Gratis.Tests.Wire;

/// <summary>How properties are checked here: with a fixed seed, so that a failure is the same on every machine.</summary>
internal static class Properties
{
    public static Config Config { get; } = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true).WithReplay(20261121UL, 7UL);

    /// <summary>Seeds for the tests' own generators.</summary>
    public static Arbitrary<int> Seeds { get; } = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
}
