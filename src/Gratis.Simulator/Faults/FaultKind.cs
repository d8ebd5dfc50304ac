namespace Gratis.Simulator.Faults;

/// <summary>What can go wrong. Scenario files spell these in snake_case.</summary>
public enum FaultKind
{
    /// <summary><c>Delay</c> before the headers.</summary>
    Latency,

    /// <summary><c>Delay</c> before the first token of a stream, after its headers.</summary>
    FirstTokenLatency,

    /// <summary>One byte at a time, <c>Delay</c> apart.</summary>
    Drip,

    /// <summary>Writes that end in the middle of UTF-8 characters and of line ends.</summary>
    Split,

    /// <summary>After <c>Count</c> chunks never another byte, until the client leaves.</summary>
    Stall,

    /// <summary>The connection breaks after <c>Bytes</c> bytes of the body.</summary>
    Cut,

    /// <summary>A clean end after <c>Count</c> chunks (0: all content), without finish_reason and without [DONE].</summary>
    SilentEnd,

    /// <summary>A complete stream whose [DONE] is missing.</summary>
    NoDone,

    /// <summary>An error in the provider's own shape after <c>Count</c> chunks.</summary>
    ErrorFrame,

    /// <summary>Status 200 with an error object for a body.</summary>
    ErrorInOk,

    /// <summary>An answer without text.</summary>
    EmptyContent,

    /// <summary>An answer of white space.</summary>
    BlankContent,

    /// <summary>An answer that only thinks.</summary>
    ReasoningOnly,

    /// <summary>An HTML page, with <c>Status</c> (default 200).</summary>
    Html,

    /// <summary>The right body under the wrong <c>ContentType</c>.</summary>
    ContentType,

    /// <summary>The body gzip-encoded.</summary>
    Gzip,

    /// <summary>The body Brotli-encoded.</summary>
    Brotli,

    /// <summary>A body that ends early after <c>Bytes</c> bytes (default: half of it): cleanly, or though Content-Length promised the rest (<c>KeepsLength</c>).</summary>
    TruncatedBody,

    /// <summary>A body of <c>Bytes</c> bytes (default 16 MB, of a list 10 MB).</summary>
    HugeBody,

    /// <summary>A body that goes on for ever.</summary>
    EndlessBody,

    /// <summary>429 for everything; <c>Hints</c> says how it tells when to come back, <c>Delay</c> when.</summary>
    RateLimitStorm,

    /// <summary>The provider's way to say that a model is full for everybody.</summary>
    Overload,

    /// <summary>A given <c>Status</c>; with <c>Body</c> and <c>Headers</c> exactly these, else in the provider's own shape.</summary>
    Status,

    /// <summary>Nobody listens.</summary>
    RefuseConnection,

    /// <summary>The connection is reset before any header.</summary>
    ResetConnection,

    /// <summary>302 to <c>Location</c>.</summary>
    Redirect,

    /// <summary>302 to the very same address, or with <c>Count</c> 2 to another one that leads back.</summary>
    CyclicRedirect,

    /// <summary>A list without models. This and the following are always about lists.</summary>
    EmptyList,

    /// <summary>Only the first half of the list, as if it were all.</summary>
    HalfList,

    /// <summary><c>Count</c> made-up models (default 100,000) before the real ones.</summary>
    FloodedList,

    /// <summary>Entries that no model can have, before the real ones; one of them nested <c>Count</c> deep (default 10,000, more than most parsers read).</summary>
    NonsenseList,

    /// <summary>JSON that is no list; <c>Count</c> chooses among five.</summary>
    MisshapenList,

    /// <summary>The model is gone: from the list, and with <c>Status</c> 404 (default) or 410 when called.</summary>
    ModelRemoved,

    /// <summary>A free model costs <c>InputPrice</c> and <c>OutputPrice</c>: in the list (<c>Listed</c>), in usage, with 402 (<c>Refuses</c>).</summary>
    ModelPaid,

    /// <summary>The limit called <c>Limit</c> becomes <c>Amount</c>.</summary>
    LimitChanged,

    /// <summary>The key is not accepted any more.</summary>
    KeyRevoked,

    /// <summary>Invalid chunked framing after <c>Count</c> writes.</summary>
    BadFraming,

    /// <summary>One SSE frame of <c>Bytes</c> bytes (default 1 MB) after <c>Count</c> chunks.</summary>
    GiantFrame,

    /// <summary>[DONE] twice.</summary>
    DuplicateDone,

    /// <summary>[DONE] before the content.</summary>
    EarlyDone,

    /// <summary>CRLF line ends.</summary>
    Crlf,

    /// <summary>Comments and nothing else.</summary>
    CommentsOnly,

    /// <summary><c>data:</c> without the space.</summary>
    NoSpace,

    /// <summary>Events whose data spans several lines.</summary>
    MultiLine,

    /// <summary>A usage chunk after every content chunk.</summary>
    MidStreamUsage,
}
