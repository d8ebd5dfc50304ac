using Gratis.Catalog;

namespace Gratis.Discovery.Listings.Reading;

/// <summary>
/// What the fields of one entry say it is for. What comes out decides first: whatever a type says, a model that answers in pictures is of
/// no use to a chat. Then the type, then what can be called, then that text goes in and out.
/// </summary>
internal struct PurposeDraft
{
    private Purpose? _type;
    private Purpose? _endpoint;
    private string? _ability;
    private bool _isDenied;

    /// <summary>What goes in; None where nothing was said.</summary>
    public Modalities Inputs { get; set; }

    /// <summary>What comes out; None where nothing was said.</summary>
    public Modalities Outputs { get; set; }

    /// <summary>Takes the word of a type or task. A word against a use outweighs one for it.</summary>
    public void TakeType(string word)
    {
        if (Purposes.OfType(word) is { } said && (_type is null || said.Unfit is not null))
            _type = said;
    }

    /// <summary>Takes one thing that can be called. Of several uses chat counts most; a use here outweighs one that is none.</summary>
    public void TakeEndpoint(string word)
    {
        if (word.Length == 0)
            return;

        var said = Purposes.OfEndpoint(word);
        if (said is { Kind: { } kind })
            _endpoint = kind == ModelKind.Chat || _endpoint?.Kind is null ? said : _endpoint;
        else if (_endpoint is null || (_endpoint is { Kind: null } && said is not null))
            _endpoint = said ?? Purpose.Only("offers nothing that is used here");
    }

    /// <summary>Takes a plain yes or no to chat.</summary>
    public void TakeChats(bool? does)
    {
        if (does == true)
            _type ??= Purpose.Serves(ModelKind.Chat);
        else if (does == false)
            _isDenied = true;
    }

    /// <summary>Takes something it does beside or instead of chatting; it matters only where chat is denied.</summary>
    public void TakeAbility(string word) => _ability ??= word == "completion-fim" ? "fills in code only" : Purposes.OfType(word)?.Unfit;

    /// <summary>The sum of it.</summary>
    public readonly Purpose Resolve(string id)
    {
        if (Outputs != Modalities.None && OfOutputs() is { } output)
            return Fits(output);

        return Fits(_type ?? _endpoint ?? OfRest(id));
    }

    private readonly Purpose? OfOutputs() => Outputs switch
    {
        _ when Outputs.HasFlag(Modalities.Video) => Purpose.Only(Purposes.Videos),
        _ when Outputs.HasFlag(Modalities.Image) => Purpose.Only(Purposes.Images),
        _ when Outputs.HasFlag(Modalities.Audio) => Purpose.Only(Purposes.Speech),
        _ when Outputs.HasFlag(Modalities.Embedding) => Purpose.Serves(ModelKind.Embedding),
        _ when Outputs.HasFlag(Modalities.Rerank) => Purpose.Serves(ModelKind.Rerank),
        _ when !Outputs.HasFlag(Modalities.Text) => Purpose.Only("does not answer in text"),
        _ => null,
    };

    private readonly Purpose OfRest(string id)
    {
        // A list that knows only "chat: no" leaves its embedders without a word of their own but the name.
        if (_isDenied && _ability is not null)
            return Purpose.Only(_ability);
        if (_isDenied)
            return id.Contains("embed", StringComparison.OrdinalIgnoreCase) ? Purpose.Serves(ModelKind.Embedding) : Purpose.Only("does not chat");

        return Outputs.HasFlag(Modalities.Text) ? Purpose.Serves(ModelKind.Chat) : default;
    }

    private readonly Purpose Fits(Purpose purpose)
    {
        if (purpose.Kind is null || Inputs == Modalities.None || Inputs.HasFlag(Modalities.Text))
            return purpose;

        return purpose.Kind == ModelKind.Embedding && Inputs.HasFlag(Modalities.Image) ? Purpose.Only("embeds images")
            : Inputs == Modalities.Audio ? Purpose.Only("transcribes")
            : Purpose.Only("reads no text");
    }
}
