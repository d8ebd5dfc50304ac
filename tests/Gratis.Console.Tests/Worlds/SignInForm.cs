namespace Gratis.Console.Tests.Worlds;

/// <summary>The way in, as a person takes it.</summary>
internal static class SignInForm
{
    public static async Task SignInAsync(this IPage page, string token)
    {
        await page.GetByLabel("Admin token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
