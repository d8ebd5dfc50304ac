using System.IO.Enumeration;

namespace Gratis.Catalog;

/// <summary>Ids of models with <c>*</c> standing for anything; in any case, as nobody tells models apart by it.</summary>
internal static class ModelPatterns
{
    public static bool AnyMatches(IReadOnlyList<string> patterns, string upstreamId)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (FileSystemName.MatchesSimpleExpression(patterns[i], upstreamId))
                return true;
        }

        return false;
    }
}
