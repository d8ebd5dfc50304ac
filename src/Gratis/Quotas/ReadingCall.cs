namespace Gratis.Quotas;

/// <summary>Of a call that brought a figure of the upstream, what one pool knows. All zero: the call did not draw on that pool.</summary>
/// <param name="Since">When it was reserved; ticks.</param>
/// <param name="CountedBefore">Everything the pool had counted by then.</param>
/// <param name="Counted">What has been counted for this call since.</param>
/// <param name="Held">What is still held for it.</param>
/// <param name="IsRefused">Whether the upstream would not have it.</param>
internal readonly record struct ReadingCall(long Since, long CountedBefore, long Counted, long Held, bool IsRefused);
