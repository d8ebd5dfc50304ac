using System.Globalization;
using System.Text.Json;
using Gratis.Simulator.Answers;
using Gratis.Simulator.Limits;
using Gratis.Simulator.Listing;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Personalities;

/// <summary>The manners of a kind of provider. The base class speaks as OpenAI does; each personality overrides where it differs.</summary>
internal abstract partial class Personality
{
    /// <summary>Its name in scenarios.</summary>
    public abstract string Kind { get; }

    /// <summary>The path under which its API lives.</summary>
    public virtual string BasePath => "/v1";

    /// <summary>Whether its model list answers without a key.</summary>
    public virtual bool ListIsPublic => false;

    /// <summary>Whether it needs no key at all.</summary>
    public virtual bool TakesNoKey => false;

    /// <summary>Whether max_tokens is spent from token limits before the answer exists.</summary>
    public virtual bool ReservesMaxTokens => false;

    /// <summary>Whether attempts that fail are counted too.</summary>
    public virtual bool CountsFailures => false;

    /// <summary>Whether an account without credit is refused even what is free.</summary>
    public virtual bool WantsCreditForFree => false;

    /// <summary>Request parameters it refuses by name.</summary>
    public virtual IReadOnlyList<string> RefusedParameters => [];

    /// <summary>How it streams.</summary>
    public virtual StreamHabits Habits { get; } = new();

    /// <summary>Its published limits.</summary>
    public virtual IReadOnlyList<LimitSpec> StandardLimits => [];

    /// <summary>A typical set of its models.</summary>
    public abstract IReadOnlyList<ModelSpec> StandardModels { get; }

    /// <summary>How fast it usually is.</summary>
    public virtual Pace TypicalPace { get; } = new(TimeSpan.FromMilliseconds(400), 80);

    /// <summary>The key in a request, from wherever this provider reads it.</summary>
    public virtual string? KeyOf(SimRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Header("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }

    /// <summary>The model id under which a request's model is known.</summary>
    public virtual string Canonical(string model) => model;

    /// <summary>What the headers of its model list offer.</summary>
    public virtual ListHabits ListHabits { get; } = new();

    /// <summary>The body of the model list at a path; null when none is there.</summary>
    public virtual ReadOnlyMemory<byte>? ListAt(string path, ProviderView view) =>
        path == BasePath + "/models" ? JsonText.Write(writer => WriteModelList(writer, view)) : default(ReadOnlyMemory<byte>?);

    /// <summary>Answers an endpoint of this provider's own; null when it has none of that path.</summary>
    public virtual Reply? Special(string method, string path, ProviderView view) => null;

    /// <summary>Writes the model list.</summary>
    protected virtual void WriteModelList(Utf8JsonWriter writer, ProviderView view)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var model in view.Models)
        {
            writer.WriteStartObject();
            WriteListed(writer, model, view);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Adds what the answer's headers tell about limits.</summary>
    public virtual void AddRateHeaders(Reply reply, IReadOnlyList<LimitReading> readings, int cost, DateTimeOffset now)
    {
        foreach (var reading in readings)
        {
            if (reading.Spec is { Window: WindowUnit.Minute, Metric: LimitMetric.Requests or LimitMetric.Tokens })
                AddWindow(reply, reading.Spec.Metric is LimitMetric.Requests ? "requests" : "tokens", reading, DurationText.Compound(reading.ClearAt - now));
        }
    }

    /// <summary>The usual three headers about one window; only how a reset is written differs.</summary>
    protected static void AddWindow(Reply reply, string name, in LimitReading reading, string reset)
    {
        reply.Header("x-ratelimit-limit-" + name, Number(reading.Limit));
        reply.Header("x-ratelimit-remaining-" + name, Number(reading.Remaining));
        reply.Header("x-ratelimit-reset-" + name, reset);
    }

    /// <summary>Writes one model of the list, inside its object.</summary>
    protected virtual void WriteListed(Utf8JsonWriter writer, ListedModel model, ProviderView view)
    {
        writer.WriteString("id", model.Spec.Id);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", CreatedOf(model.Spec));
        writer.WriteString("owned_by", OwnerOf(model.Spec.Id, view.Provider));
    }

    protected static long CreatedOf(ModelSpec model) => new DateTimeOffset(model.Released, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    protected static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    protected static string OwnerOf(string model, string otherwise) => model.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? model[..slash] : otherwise;
}
