using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Gratis.Catalog;

namespace Gratis.Hosting.Options;

/// <summary>What the owner says of one model at a provider.</summary>
public sealed class ModelOptions
{
    /// <summary>The provider's own id of it.</summary>
    [Description("The provider's own id of the model.")]
    [Required]
    public string Id { get; set; } = "";

    /// <summary>What it does.</summary>
    [Description("chat (default), embedding or rerank.")]
    public ModelKind Kind { get; set; }

    /// <summary>Whether it is free; wins over the provider's rule.</summary>
    [Description("Whether it is free; wins over the provider's rule.")]
    public bool? Free { get; set; }

    /// <summary>Context window in tokens.</summary>
    [Description("Context window in tokens.")]
    [Range(1, int.MaxValue)]
    public int? Context { get; set; }

    /// <summary>Largest output in tokens.</summary>
    [Description("Largest output in tokens.")]
    [Range(1, int.MaxValue)]
    public int? MaxOutput { get; set; }

    /// <summary>Tool calls.</summary>
    [Description("Whether it calls tools.")]
    public bool? Tools { get; set; }

    /// <summary>Image input.</summary>
    [Description("Whether it takes images.")]
    public bool? Vision { get; set; }

    /// <summary>Audio input.</summary>
    [Description("Whether it takes audio.")]
    public bool? Audio { get; set; }

    /// <summary>JSON schema output.</summary>
    [Description("Whether it keeps to a JSON schema.")]
    public bool? StructuredOutput { get; set; }

    /// <summary>Reasoning.</summary>
    [Description("Whether it reasons before it answers.")]
    public bool? Reasoning { get; set; }

    /// <summary>Built-in web search.</summary>
    [Description("Whether it can search the web by itself.")]
    public bool? WebSearch { get; set; }

    /// <summary>Limits of this model on each account.</summary>
    [Description("Limits of this model on each account, beside those it shares with others.")]
    public LimitOptions? Limits { get; set; }

    /// <summary>Its price.</summary>
    [Description("Price in USD per million tokens.")]
    public PriceOptions? Price { get; set; }

    /// <summary>Request parameters it rejects, beside those of its provider.</summary>
    [Description("Request parameters it rejects, beside those of its provider.")]
    public IList<string> RejectedParameters { get; } = [];
}

/// <summary>A price in USD per million tokens.</summary>
public sealed class PriceOptions
{
    /// <summary>Per million input tokens.</summary>
    [Description("USD per million input tokens.")]
    [Range(0, 1_000_000)]
    public decimal Input { get; set; }

    /// <summary>Per million output tokens.</summary>
    [Description("USD per million output tokens.")]
    [Range(0, 1_000_000)]
    public decimal Output { get; set; }
}
