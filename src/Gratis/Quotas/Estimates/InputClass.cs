namespace Gratis.Quotas.Estimates;

/// <summary>
/// Requests that are wrong by about the same factor. What a provider adds unseen (templates, a preamble) is most of a ping and nothing
/// of a long text, so a factor learned from the one must not touch the other.
/// </summary>
internal enum InputClass
{
    /// <summary>Text of less than 32 guessed tokens.</summary>
    Tiny,

    /// <summary>Less than 128.</summary>
    Brief,

    /// <summary>Less than 512.</summary>
    Medium,

    /// <summary>Any longer text.</summary>
    Long,

    /// <summary>Pictures or sound: models differ in their price by a factor of ten.</summary>
    Media,
}
