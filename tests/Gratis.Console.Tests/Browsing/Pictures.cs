namespace Gratis.Console.Tests.Browsing;

/// <summary>Where pictures of pages go.</summary>
internal static class Pictures
{
    /// <summary>What every page of a profile showed when a test failed.</summary>
    public static async Task OfFailureAsync(IBrowserContext profile, string name)
    {
        var folder = Directory.CreateDirectory(Repository.Path("artifacts/console-tests")).FullName;
        var clean = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));
        foreach (var (page, number) in profile.Pages.Select((page, index) => (page, index + 1)))
        {
            try
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{clean}-{number}.png") });
            }
            catch (PlaywrightException gone)
            {
                // Why the test failed matters more than that there is no picture of it.
                TestContext.Current.SendDiagnosticMessage("No picture of {0}: {1}", name, gone.Message);
            }
        }
    }
}
