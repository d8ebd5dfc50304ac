namespace Gratis.Console.Tests.Browsing;

/// <summary>How somebody looks at the console: on what, in which theme, in which language.</summary>
internal sealed record View(int Width, int Height, ColorScheme Theme = ColorScheme.Light, string Locale = "en-US")
{
    public const string InChinese = "desktop, Chinese";

    public static readonly View Desktop = new(1280, 800);
    public static readonly View Phone = new(390, 844);

    private static readonly Dictionary<string, View> All = new()
    {
        ["desktop"] = Desktop,
        ["phone"] = Phone,
        [InChinese] = Desktop.Chinese,
    };

    /// <summary>Every size and language, by a name that a test's list can show.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    public View Dark => this with { Theme = ColorScheme.Dark };

    public View Chinese => this with { Locale = "zh-CN" };

    private bool IsPhone => Width < 768;

    public static View Named(string name) => All[name];

    public BrowserNewContextOptions Options(Uri address, string? signedIn) => new()
    {
        BaseURL = address.GetLeftPart(UriPartial.Authority),
        StorageState = signedIn,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        IsMobile = IsPhone,
        HasTouch = IsPhone,
        ColorScheme = Theme,
        Locale = Locale,
        // Neither the gateway's zone nor one without summer time: what is shown in local time shows it.
        TimezoneId = "Europe/Berlin",
        ReducedMotion = ReducedMotion.Reduce,
    };
}
