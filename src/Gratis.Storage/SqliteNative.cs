using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Gratis.Storage;

/// <summary>
/// Chooses the native SQLite. The bundled one is old; where the system has a newer one, that is used.
/// </summary>
internal static class SqliteNative
{
    private const string Bundled = "e_sqlite3";

    private static readonly Lazy<bool> Chosen = new(Choose);

    /// <summary>Makes the choice, once in a process.</summary>
    public static void Use() => _ = Chosen.Value;

    private static bool Choose()
    {
        Assembly provider = typeof(SQLite3Provider_e_sqlite3).Assembly;
        IntPtr newest = IntPtr.Zero;
        int version = NativeLibrary.TryLoad(Bundled, provider, null, out IntPtr bundled) ? VersionOf(bundled) : 0;
        foreach (string name in SystemNames())
        {
            if (!NativeLibrary.TryLoad(name, out IntPtr candidate)) continue;
            int found = VersionOf(candidate);
            if (found <= version) continue;
            version = found;
            newest = candidate;
        }

        if (newest != IntPtr.Zero)
        {
            try
            {
                NativeLibrary.SetDllImportResolver(provider, (name, _, _) => name == Bundled ? newest : IntPtr.Zero);
            }
            catch (InvalidOperationException)
            {
                // Whoever embeds the engine has already chosen a SQLite for this process; theirs holds.
            }
        }

        Batteries_V2.Init();
        return newest != IntPtr.Zero;
    }

    private static string[] SystemNames() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["/opt/homebrew/opt/sqlite/lib/libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0", "libsqlite3.so"];

    /// <summary>0 for a library that is no SQLite, or was built without the locks that several threads need.</summary>
    private static int VersionOf(IntPtr library) => Call(library, "sqlite3_threadsafe") == 0 ? 0 : Call(library, "sqlite3_libversion_number");

    private static int Call(IntPtr library, string function) =>
        NativeLibrary.TryGetExport(library, function, out IntPtr address)
            ? Marshal.GetDelegateForFunctionPointer<Number>(address)()
            : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Number();
}
