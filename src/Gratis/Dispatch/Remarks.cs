using Gratis.Upstream.Limits;
using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>What an answer says on the side, whether it will do or not.</summary>
/// <param name="Usage">What it says it cost.</param>
/// <param name="Lesson">What its form shows of its route.</param>
/// <param name="Limits">Its provider's counters that are at their end.</param>
internal readonly record struct Remarks(Usage Usage, Lesson Lesson = Lesson.None, LimitReading[]? Limits = null);
