using System.Globalization;
using System.Text.Json;
using Gratis.Simulator.Providers;

namespace Gratis.Simulator.Personalities;

/// <summary>A model as OpenRouter's list describes it.</summary>
internal static class OpenRouterListing
{
    public static void Write(Utf8JsonWriter writer, ListedModel model, long since)
    {
        var spec = model.Spec;
        writer.WriteString("id", spec.Id);
        writer.WriteString("canonical_slug", spec.Id.Replace(":free", "", StringComparison.Ordinal));
        writer.WriteNull("hugging_face_id");
        writer.WriteString("name", spec.Id);
        writer.WriteNumber("created", since);
        writer.WriteString("description", "A simulated model.");
        writer.WriteNumber("context_length", spec.Context);
        WriteArchitecture(writer, spec);
        writer.WriteStartObject("pricing");
        writer.WriteString("prompt", PerToken(model.InputPrice));
        writer.WriteString("completion", PerToken(model.OutputPrice));
        writer.WriteString("request", "0");
        writer.WriteString("image", "0");
        writer.WriteEndObject();
        writer.WriteStartObject("top_provider");
        writer.WriteNumber("context_length", spec.Context);
        writer.WriteNumber("max_completion_tokens", spec.MaxOutput);
        writer.WriteBoolean("is_moderated", false);
        writer.WriteEndObject();
        writer.WriteNull("per_request_limits");
        WriteParameters(writer, spec);
        writer.WriteNull("expiration_date");
    }

    private static void WriteArchitecture(Utf8JsonWriter writer, ModelSpec spec)
    {
        writer.WriteStartObject("architecture");
        writer.WriteString("modality", spec.Vision ? "text+image->text" : "text->text");
        writer.WriteStartArray("input_modalities");
        writer.WriteStringValue("text");
        if (spec.Vision)
            writer.WriteStringValue("image");
        writer.WriteEndArray();
        writer.WriteStartArray("output_modalities");
        writer.WriteStringValue(spec.Kind is ModelKind.Embedding ? "embeddings" : "text");
        writer.WriteEndArray();
        writer.WriteString("tokenizer", "Other");
        writer.WriteNull("instruct_type");
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, ModelSpec spec)
    {
        writer.WriteStartArray("supported_parameters");
        writer.WriteStringValue("max_tokens");
        writer.WriteStringValue("temperature");
        if (spec.Reasoning)
        {
            writer.WriteStringValue("reasoning");
            writer.WriteStringValue("include_reasoning");
        }

        if (spec.StructuredOutput)
        {
            writer.WriteStringValue("response_format");
            writer.WriteStringValue("structured_outputs");
        }

        if (spec.Tools)
        {
            writer.WriteStringValue("tools");
            writer.WriteStringValue("tool_choice");
        }

        writer.WriteEndArray();
    }

    private static string PerToken(decimal perMillion) => (perMillion / 1_000_000m).ToString("0.##############", CultureInfo.InvariantCulture);
}
