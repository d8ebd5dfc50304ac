using System.Buffers;
using System.Text;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>What a field of an entry is about.</summary>
internal enum Field
{
    /// <summary>Nothing that is wanted here.</summary>
    None,
    Id,
    AlternativeId,
    Name,
    Title,
    CanonicalId,
    VendorId,
    Mark,
    Purpose,
    Endpoints,
    Chats,
    Active,
    Hidden,
    Modality,
    Modalities,
    Inputs,
    Outputs,
    Parameters,
    Capabilities,
    Capability,
    Context,
    Output,
    Size,
    Released,
    Expires,
    Pricing,
    PriceList,
    Price,
    Servers,
    Properties,
    Status,
    Part,
}

/// <summary>How lists spell their fields: the one place that knows. A new spelling is a line here.</summary>
internal static class FieldNames
{
    /// <summary>No name below is longer.</summary>
    public const int Longest = 40;

    /// <summary>The name as text in <paramref name="buffer"/>; empty for one that is none of ours.</summary>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> name, Span<char> buffer) =>
        name.Length <= buffer.Length && Ascii.ToUtf16(name, buffer, out var written) == OperationStatus.Done ? buffer[..written] : default;

    /// <summary>What the field <paramref name="name"/> is about.</summary>
    public static Field Of(ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "id":
                return Field.Id;
            case "model" or "model_name" or "key" or "slug":
                return Field.AlternativeId;
            case "name":
                return Field.Name;
            case "display_name" or "displayName" or "title" or "friendly_name":
                return Field.Title;
            case "canonical_slug":
                return Field.CanonicalId;
            case "hugging_face_id" or "huggingface_id" or "root":
                return Field.VendorId;
            case "isFree" or "is_free" or "tier" or "require_workers_paid":
                return Field.Mark;

            case "type" or "task" or "object" or "model_type" or "sub_type" or "pipeline_tag" or "mode" or "rate_limit_tier":
                return Field.Purpose;
            case "endpoints" or "supported_endpoints" or "supportedGenerationMethods" or "supported_generation_methods":
                return Field.Endpoints;
            case "supports_chat" or "completion_chat":
                return Field.Chats;
            case "active":
                return Field.Active;
            case "hidden" or "is_hidden":
                return Field.Hidden;
            case "status":
                return Field.Status;

            case "modality":
                return Field.Modality;
            case "modalities":
                return Field.Modalities;
            case "input_modalities" or "supported_input_modalities":
                return Field.Inputs;
            case "output_modalities" or "supported_output_modalities":
                return Field.Outputs;

            case "supported_parameters":
                return Field.Parameters;
            case "capabilities" or "features" or "tags":
                return Field.Capabilities;

            case "context_length" or "context_window" or "context_size" or "context" or "contextLength" or "max_context_length" or "max_context_window"
                or "loaded_context_length" or "max_model_len" or "max_input_tokens" or "inputTokenLimit" or "input_token_limit" or "n_ctx" or "n_ctx_train":
                return Field.Context;
            case "max_completion_tokens" or "max_output_tokens" or "max_output_length" or "max_tokens" or "outputTokenLimit" or "output_token_limit" or "output":
                return Field.Output;
            case "parameter_size" or "params_string" or "n_params" or "num_parameters":
                return Field.Size;

            case "created" or "created_at" or "released" or "release_date":
                return Field.Released;
            case "expiration_date" or "deprecation" or "deprecation_date" or "deprecated_at" or "deactivated_at" or "planned_deprecation_date"
                or "sunset_date" or "shutdown_date" or "retirement_date":
                return Field.Expires;

            case "pricing" or "cost":
                return Field.Pricing;
            case "price":
                return Field.PriceList;
            case "input_price" or "output_price" or "input_token_price_per_m" or "output_token_price_per_m" or "input_cost_per_token" or "output_cost_per_token":
                return Field.Price;

            case "providers":
                return Field.Servers;
            case "properties":
                return Field.Properties;
            case "architecture" or "top_provider" or "meta" or "metadata" or "limits" or "limit" or "details" or "config":
                return Field.Part;

            default:
                return CapabilityWords.Of(name) == Catalog.Capability.None ? Field.None : Field.Capability;
        }
    }
}
