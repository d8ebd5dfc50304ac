using Gratis.Wire.Schemas;

namespace Gratis.Dispatch;

/// <summary>What an answer has to be whose route was told the schema in words.</summary>
/// <param name="Schema">What its text follows.</param>
/// <param name="IsStream">The client asked for a stream: it gets the checked answer as one.</param>
/// <param name="WantsUsage">And wants to know the usage at its end.</param>
internal sealed record PromptedForm(JsonSchema Schema, bool IsStream, bool WantsUsage);
