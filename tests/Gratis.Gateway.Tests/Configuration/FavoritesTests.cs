namespace Gratis.Gateway.Tests.Configuration;

public sealed class FavoritesTests
{
    [Theory]
    [InlineData("42", "is not a string")]
    [InlineData("4.2", "is not a string")]
    [InlineData("true", "is not a string")]
    [InlineData("~", "is not a string")]
    [InlineData("[x/y]", "is not a string")]
    [InlineData("{x: y}", "is not a string")]
    [InlineData("''", "is blank")]
    [InlineData("'  '", "is blank")]
    [InlineData("a/b", "is there already")]
    [InlineData("A/B", "is there already")]
    public void A_junk_favorite_is_ignored_with_a_warning(string entry, string reason)
    {
        var reading = Reading.Of($"favorite_free_models: [a/b, {entry}, c/d]");

        reading.Errors.ShouldBeEmpty();
        reading.Config.FavoriteFreeModels.ShouldBe(["a/b", "c/d"]);
        reading.Warnings.ShouldHaveSingleItem().ToString().ShouldBe($"gratis.yaml:1:29: favorite_free_models[1] {reason} and is ignored.");
    }

    [Theory]
    [InlineData("favorite_free_models:")]
    [InlineData("favorite_free_models: []")]
    [InlineData("{}")]
    public void No_favorites_are_no_favorites(string yaml) => Reading.Valid(yaml).FavoriteFreeModels.ShouldBeEmpty();

    [Fact]
    public void A_quoted_number_is_a_name() => Reading.Valid("favorite_free_models: ['42']").FavoriteFreeModels.ShouldBe(["42"]);
}
