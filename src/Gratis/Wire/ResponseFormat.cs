namespace Gratis.Wire;

/// <summary>The shape the client wants the model's text in.</summary>
internal enum ResponseFormat
{
    /// <summary>Any text, or a format this gateway does not know.</summary>
    Text,

    /// <summary>Some JSON object.</summary>
    JsonObject,

    /// <summary>JSON that follows a given schema.</summary>
    JsonSchema,
}
