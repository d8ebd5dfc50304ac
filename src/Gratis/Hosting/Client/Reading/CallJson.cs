using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gratis.Hosting.Client.Reading;

/// <summary>How members of a call that mean nothing here are kept for the way back.</summary>
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class CallJson : JsonSerializerContext;
