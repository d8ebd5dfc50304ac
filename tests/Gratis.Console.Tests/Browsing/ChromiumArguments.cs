namespace Gratis.Console.Tests.Browsing;

/// <summary>How the browser is started.</summary>
internal static class ChromiumArguments
{
    /// <summary>What Playwright switches off itself: of several lists the last one counts.</summary>
    private static readonly string[] OffAnyway =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay", "MediaRouter", "PaintHolding",
        "ThirdPartyStoragePartitioning", "BlockOriginHeaderModificationOnRedirect", "AvoidCorsURLLoaderRestartOnRedirect", "Translate", "AutoDeElevate", "OptimizationHints",
        "NetworkTimeServiceQuerying", "AimEnabled",
    ];

    /// <summary>Pages of the browser's own that each window loads, though nobody sees its address bar: half of what a window costs.</summary>
    private static readonly string[] OfTheAddressBar = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

    public static IReadOnlyList<string> All { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        $"--disable-features={string.Join(',', OffAnyway.Concat(OfTheAddressBar))}",
        // What leaves this machine is found out twice: it reaches nobody, and the watch of its page tells of it.
        "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];
}
