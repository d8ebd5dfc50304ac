using Gratis.Hosting.Options;

namespace Gratis.Hosting.Client;

/// <summary>
/// The engine's public door. Its many steps are not for a user interface's thread, and a thread that blocks on a call would wait for
/// itself if they were; so a caller's context is left once, here, and nothing behind the door has to think of it.
/// </summary>
internal static class CallersContext
{
    public static Task<T> Leave<T>(GratisEdges edges, Func<Task<T>> work) => Stays(edges) ? work() : Task.Run(work);

    public static Task Leave(GratisEdges edges, Func<Task> work) => Stays(edges) ? work() : Task.Run(work);

    private static bool Stays(GratisEdges edges) =>
        edges.StaysWithCaller || (SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default);
}
