using Gratis.Wire;

namespace Gratis.Dispatch;

/// <summary>The form in which a request wants its answer.</summary>
internal readonly record struct WantedForm
{
    /// <summary>Functions are offered to the model.</summary>
    public bool OffersTools { get; private init; }

    /// <summary>It must call one of them.</summary>
    public bool ForcesCall { get; private init; }

    /// <summary>The shape of its text.</summary>
    public ResponseFormat Format { get; private init; }

    /// <summary>What its text has to follow, where the route was told so in words alone; null: what it says is not checked.</summary>
    public PromptedForm? Prompted { get; private init; }

    /// <summary>The route was told all that: what it did not get, it cannot have ignored.</summary>
    public bool WasTold { get; private init; }

    /// <summary>The client said how many tokens there may be.</summary>
    public bool IsBounded { get; private init; }

    /// <summary>Its vectors, in base64.</summary>
    public bool IsPacked { get; private init; }

    /// <summary>Another route may do better. Where none is left, an answer in another form is better than none.</summary>
    public bool IsBinding { get; private init; }

    /// <param name="request">The request, as the route got it.</param>
    /// <param name="dropped">The parameters that the route does not take and did not get.</param>
    /// <param name="isBinding">Another route may still be asked.</param>
    public static WantedForm Of(GatewayRequest request, IReadOnlyList<string> dropped, bool isBinding) => request.Facts.Operation == Operation.Chat
        ? OfChat(request, dropped, isBinding)
        : new() { IsPacked = EmbeddingPacker.IsWanted(request.Facts, request.Body.Span) };

    private static WantedForm OfChat(GatewayRequest request, IReadOnlyList<string> dropped, bool isBinding) => new()
    {
        OffersTools = request.Facts.HasTools,
        ForcesCall = request.Facts.HasTools && request.Facts.ForcesTool,
        Format = request.Facts.ResponseFormat,
        Prompted = request.Form,
        WasTold = !LacksForm(dropped),
        IsBinding = isBinding,
        IsBounded = request.Facts.MaxOutputTokens is not null,
    };

    private static bool LacksForm(IReadOnlyList<string> dropped)
    {
        for (var i = 0; i < dropped.Count; i++)
        {
            if (dropped[i] is "tools" or "tool_choice" or "functions" or "function_call" or "response_format")
                return true;
        }

        return false;
    }
}
