using System.Runtime.InteropServices;

namespace Gratis.Load.Run;

/// <summary>The .NET installation this program runs on, which is the one its children run on.</summary>
internal static class DotnetHome
{
    public static readonly string Folder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static readonly string Program = Path.Combine(Folder, "dotnet");
}
