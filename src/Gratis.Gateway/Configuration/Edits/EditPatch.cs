using System.Collections.Immutable;
using System.Text.Json;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Watching;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Edits;

/// <summary>
/// Reads what the owner wants changed, in the shape of the file: a value changes a key, null takes a change back. It looks only at what may
/// be changed and where; whether the values are any good is for the reader to say, which sees the whole.
/// </summary>
internal sealed class EditPatch
{
    private readonly ConfigReading _current;
    private readonly DateTimeOffset _now;
    private readonly List<EditFault> _faults = [];
    private readonly List<ConfigEdit> _edits;

    private EditPatch(ConfigReading current, IEnumerable<ConfigEdit> edits, DateTimeOffset now) => (_current, _edits, _now) = (current, [.. edits], now);

    /// <summary>The changes as they are to be, and why not.</summary>
    /// <param name="patch">What the owner wants.</param>
    /// <param name="current">The config in force.</param>
    /// <param name="edits">The changes so far.</param>
    /// <param name="now">The instant.</param>
    public static (ImmutableArray<ConfigEdit> Edits, IReadOnlyList<EditFault> Faults) Read(
        JsonElement patch, ConfigReading current, ImmutableArray<ConfigEdit> edits, DateTimeOffset now)
    {
        var reader = new EditPatch(current, edits, now);
        if (patch.ValueKind == JsonValueKind.Object)
            reader.WalkMembers(ShapeReader.Root, patch, []);
        else
            reader._faults.Add(new EditFault("", "The body must be an object in the shape of the config, with the keys that are to change.", IsConflict: false));
        return ([.. reader._edits], reader._faults);
    }

    private void Walk(Shape shape, JsonElement value, ImmutableArray<string> path)
    {
        if (EditableKeys.Objection(shape, path) is { } objection)
            Fault(path, objection);
        else if (value.ValueKind == JsonValueKind.Null)
            TakeBack(path);
        else if (shape is not (ObjectShape or MapShape))
            Change(value, path);
        else if (value.ValueKind != JsonValueKind.Object)
            Fault(path, "must be an object with the keys that are to change.");
        else if (value.EnumerateObject().Any())
            WalkMembers(shape, value, path);
        else if (Find(_current.Tree, path) is null)
            Change(value, path);
    }

    private void WalkMembers(Shape shape, JsonElement value, ImmutableArray<string> path)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (shape is MapShape named)
                Walk(named.Value, member.Value, path.Add(NameIn(path, member.Name)));
            else if (((ObjectShape)shape).Find(member.Name) is { } key)
                Walk(key.Shape, member.Value, path.Add(key.Name));
            else
                Fault(path.Add(member.Name), "is not a known key." + Names.Hint(member.Name, ((ObjectShape)shape).Keys.Select(known => known.Name)));
        }
    }

    private void Change(JsonElement value, ImmutableArray<string> path)
    {
        if (Find(_current.Tree, path) is { Origin: { Layer: ConfigLayer.Environment or ConfigLayer.DotEnv } at })
        {
            Fault(path, $"is set by {at}, which wins over what is changed here. Change it there.", isConflict: true);
            return;
        }

        _edits.RemoveAll(edit => edit.IsWithin(path.AsSpan()));
        _edits.Add(new ConfigEdit(path, value.Clone(), KeyFingerprint.Of(_current.Written, path.AsSpan()), _now));
    }

    private void TakeBack(ImmutableArray<string> path)
    {
        if (_edits.RemoveAll(edit => edit.IsWithin(path.AsSpan())) == 0 && Find(_current.Written, path) is { Origin: { } at } and not ScalarNode { IsAbsent: true })
            Fault(path, $"was not changed here; it stands in {at}. Remove it there.", isConflict: true);
    }

    /// <summary>A name as it is written already, whatever its capitals.</summary>
    private string NameIn(ImmutableArray<string> path, string name) =>
        (Find(_current.Tree, path) as MapNode)?.Entries.Select(entry => entry.Key).FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    private static ConfigNode? Find(MapNode tree, ImmutableArray<string> path)
    {
        ConfigNode? node = tree;
        foreach (var name in path)
            node = (node as MapNode)?.Find(name);
        return node;
    }

    private void Fault(ImmutableArray<string> path, string message, bool isConflict = false)
    {
        var key = string.Join('.', path);
        _faults.Add(new EditFault(key, $"{key} {message}", isConflict));
    }
}

/// <summary>Why a change is not made.</summary>
/// <param name="Key">Of what.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsConflict">The request is in order; what stands elsewhere forbids it.</param>
internal sealed record EditFault(string Key, string Message, bool IsConflict);
