using System.Collections;
using Gratis.Gateway.Configuration.Shapes;
using Gratis.Gateway.Configuration.Yaml;

namespace Gratis.Gateway.Configuration.Binding;

/// <summary>Nodes to config objects, along their shapes. What is wrong is reported and left at its default, so that one pass finds it all.</summary>
internal sealed class Binder(Problems problems)
{
    private readonly Dictionary<object, ConfigNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly ScalarBinder _scalars = new(problems);

    /// <summary>The node an object was bound from.</summary>
    public ConfigNode NodeOf(object bound) => _nodes[bound];

    public object Bind(ObjectShape shape, ConfigNode node, string path)
    {
        var target = Activator.CreateInstance(shape.Type)!;
        _nodes[target] = node;
        if (node is MapNode map)
            BindKeys(shape, map, target, path);
        else if (node is not ScalarNode { IsAbsent: true })
            Wrong(node, path, "a mapping of keys");
        return target;
    }

    private void BindKeys(ObjectShape shape, MapNode map, object target, string path)
    {
        foreach (var entry in map.Entries)
        {
            var keyPath = Paths.Join(path, entry.Key);
            if (shape.Find(entry.Key) is not { } key)
                problems.Error(entry.At, keyPath, "is not a known key." + Names.Hint(entry.Key, shape.Keys.Select(known => known.Name)));
            else if (entry.Value is not ScalarNode { IsAbsent: true })
                Assign(key, target, Value(key.Shape, entry.Value, keyPath));
        }

        foreach (var key in shape.Keys.Where(key => key.IsRequired && key.Default is null or ""))
            if (map.Find(key.Name) is null or ScalarNode { IsAbsent: true })
                problems.Error(map.Origin, Paths.Join(path, key.Name), "is missing.");
    }

    private object? Value(Shape shape, ConfigNode node, string path) => shape switch
    {
        ScalarShape scalar => _scalars.Bind(scalar, node, path),
        ListShape list => List(list, node, path),
        MapShape map => Map(map, node, path),
        _ => Bind((ObjectShape)shape, node, path),
    };

    private Array? List(ListShape shape, ConfigNode node, string path)
    {
        if (node is not ListNode list)
        {
            Wrong(node, path, "a list");
            return null;
        }

        var items = new List<object>();
        for (var i = 0; i < list.Items.Length; i++)
        {
            var (item, itemPath) = (list.Items[i], Paths.Item(path, i));
            if (shape.IgnoresJunk ? _scalars.IsJunk(item, items, itemPath) : IsLeftOut(shape.Item, item, itemPath))
                continue;
            if (Value(shape.Item, item, itemPath) is { } value)
                items.Add(value);
        }

        var array = Array.CreateInstance(shape.ItemType, items.Count);
        ((ICollection)items).CopyTo(array, 0);
        return array;
    }

    /// <summary>An entry that hangs on a variable which is not set is not there.</summary>
    private bool IsLeftOut(Shape shape, ConfigNode item, string path)
    {
        if (item is ScalarNode { IsAbsent: true } scalar)
        {
            if (scalar.Variables.IsEmpty)
                problems.Error(item.Origin, path, "is empty. Give it a value or remove it.");
            return true;
        }

        if (shape is not ObjectShape known || item is not MapNode map)
            return false;
        var unset = known.Keys.FirstOrDefault(key => key.IsRequired && map.Find(key.Name) is ScalarNode { IsAbsent: true, Variables.IsEmpty: false });
        if (unset is not null)
            problems.Warn(item.Origin, path, $"is ignored: its {unset.Name} has no value.");
        return unset is not null;
    }

    private IDictionary? Map(MapShape shape, ConfigNode node, string path)
    {
        if (node is not MapNode map)
        {
            Wrong(node, path, "a mapping of names");
            return null;
        }

        var values = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), shape.ValueType), StringComparer.OrdinalIgnoreCase)!;
        foreach (var entry in map.Entries)
        {
            // `groq:` alone asks for the provider as it is; a scalar without a value is not there.
            if (shape.Value is ScalarShape && entry.Value is ScalarNode { IsAbsent: true })
                continue;
            if (Value(shape.Value, entry.Value, Paths.Join(path, entry.Key)) is { } value)
                values[entry.Key] = value;
        }

        return values;
    }

    private static void Assign(KeyShape key, object target, object? value)
    {
        if (value is null)
            return;
        if (key.Property.CanWrite)
            key.Property.SetValue(target, value);
        else if (key.Property.GetValue(target) is IDictionary map)
            foreach (DictionaryEntry entry in (IDictionary)value)
                map[entry.Key] = entry.Value;
        else if (key.Property.GetValue(target) is IList list)
            foreach (var item in (Array)value)
                list.Add(item);
    }

    // The value is not shown: what stands in the wrong place may be a key.
    private void Wrong(ConfigNode node, string path, string expected) =>
        problems.Error(node.Origin, path, $"must be {expected}, not {ScalarBinder.KindOf(node)}.");
}
