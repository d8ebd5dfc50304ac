using Gratis.Gateway.Configuration.Watching;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class PlaceTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("given.yaml", true, "other.yaml", "given.yaml", true)]
    [InlineData(null, true, "other.yaml", "gratis.yaml", false)]
    [InlineData(null, false, "other.yaml", "other.yaml", true)]
    [InlineData(null, false, "", "gratis.yaml", false)]
    [InlineData(null, false, null, "gratis.yaml", false)]
    public void The_option_goes_before_the_working_directory_and_that_before_the_variable(string? option, bool usualExists, string? variable, string name, bool required)
    {
        if (usualExists)
            _folder.Write("");
        if (variable is not null)
            _folder.Process["GRATIS_CONFIG"] = variable;

        ConfigPlace.Find(option, _folder.Folder, _folder.Process).ShouldBe(new ConfigPlace(Path.Combine(_folder.Folder, name), name, required));
    }

    [Fact]
    public void The_dot_env_file_is_looked_for_beside_the_config()
    {
        var place = ConfigPlace.Find("conf/my.yaml", _folder.Folder, _folder.Process);

        place.DotEnvPath.ShouldBe(Path.Combine(_folder.Folder, "conf", ".env"));
        place.DotEnvDisplay.ShouldBe(Path.Combine("conf", ".env"));
    }

    [Theory]
    [InlineData("d1", "d2", "d1")]
    [InlineData(null, "d2", "d2")]
    public void The_data_folder_is_the_option_or_the_variable(string? option, string variable, string expected) =>
        DataFolder.Find(option, _folder.Folder, new Dictionary<string, string> { ["GRATIS_DATA"] = variable }).ShouldBe(Path.Combine(_folder.Folder, expected));

    [Fact]
    public void Without_either_the_data_folder_is_an_absolute_one_of_ours()
    {
        var folder = DataFolder.Find(null, _folder.Folder, _folder.Process);

        Path.IsPathFullyQualified(folder).ShouldBeTrue();
        Path.GetFileName(folder).ShouldBe("gratis");
    }
}
