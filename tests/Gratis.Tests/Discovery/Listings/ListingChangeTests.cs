using System.Collections.Immutable;
using Gratis.Discovery.Listings;

namespace Gratis.Tests.Discovery.Listings;

public sealed class ListingChangeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_list_is_taken_whole()
    {
        var outcome = ListingChange.Apply(null, "p", Of("a", "b"), Start, "\"1\"", Start);

        outcome.Refusal.ShouldBeNull();
        outcome.Appeared.ShouldBe(["a", "b"]);
        outcome.Vanished.ShouldBeEmpty();
        outcome.Listing.ShouldSatisfyAllConditions(
            listing => listing.Provider.ShouldBe("p"),
            listing => listing.At.ShouldBe(Start),
            listing => listing.ETag.ShouldBe("\"1\""),
            listing => listing.LastModified.ShouldBe(Start),
            listing => Ids(listing).ShouldBe(["a", "b"]));
    }

    [Fact]
    public void A_failed_list_changes_nothing_at_all()
    {
        var known = Known(Enumerable.Range(0, 20).Select(i => $"m{i}"));

        var outcome = ListingChange.Apply(known, "p", ListingReader.Read("{\"data\":[{\"id\":\"m0\"}"u8), Start.AddHours(6), "\"2\"", Start.AddHours(6));

        outcome.Listing.ShouldBeSameAs(known);
        outcome.Refusal.ShouldNotBeNull().ShouldContain("stops in the middle");
        outcome.Vanished.ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_first_list_leaves_an_empty_one_that_nobody_ever_sent()
    {
        var outcome = ListingChange.Apply(null, "p", ListingReading.Unusable("no"), Start, null, null);

        outcome.Refusal.ShouldBe("no");
        outcome.Listing.At.ShouldBe(DateTimeOffset.MinValue);
        outcome.Listing.Models.ShouldBeEmpty();
    }

    [Fact]
    public void What_goes_is_missing_and_what_comes_again_has_returned()
    {
        var known = Known(["a", "b", "c"]);

        var gone = ListingChange.Apply(known, "p", Of("a", "c", "d"), Start.AddDays(1), null, null);
        var back = ListingChange.Apply(gone.Listing, "p", Of("a", "B", "d"), Start.AddDays(2), null, null);

        gone.Appeared.ShouldBe(["d"]);
        gone.Vanished.ShouldBe(["b"]);
        gone.Listing.Missing.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            missing => missing.Model.Id.ShouldBe("b"),
            missing => missing.Since.ShouldBe(Start.AddDays(1)));
        back.Returned.ShouldBe(["B"]);
        back.Appeared.ShouldBeEmpty();
        back.Vanished.ShouldBe(["c"]);
        back.Listing.Missing.Select(missing => missing.Model.Id).ShouldBe(["c"]);
    }

    [Fact]
    public void A_list_that_lost_most_of_its_models_is_believed_when_it_comes_so_again()
    {
        var known = Known(Enumerable.Range(0, 40).Select(i => $"m{i}"));
        var shrunk = Of([.. Enumerable.Range(0, 19).Select(i => $"m{i}")]);

        var first = ListingChange.Apply(known, "p", shrunk, Start.AddHours(6), "\"2\"", null);
        var second = ListingChange.Apply(first.Listing, "p", shrunk, Start.AddHours(12), "\"2\"", null);

        first.Refusal.ShouldBe("The list has only 19 of the 40 models that it had; it is believed when it comes so again.");
        first.Listing.ShouldBe(known with { Doubted = 1 });
        second.Refusal.ShouldBeNull();
        second.Vanished.Length.ShouldBe(21);
        second.Listing.Doubted.ShouldBe(0);
        second.Listing.ETag.ShouldBe("\"2\"");
    }

    [Fact]
    public void A_good_list_or_a_confirmation_between_two_short_ones_starts_the_doubt_anew()
    {
        var known = Known(Enumerable.Range(0, 8).Select(i => $"m{i}"));
        var doubted = ListingChange.Apply(known, "p", Of("m0"), Start, null, null).Listing;
        doubted.Doubted.ShouldBe(1);

        var good = ListingChange.Apply(doubted, "p", Of([.. known.Models.Select(model => model.Id)]), Start, null, null).Listing;
        var confirmed = ListingChange.Confirmed(doubted, Start);

        ListingChange.Apply(good, "p", Of("m0"), Start, null, null).Refusal.ShouldNotBeNull();
        ListingChange.Apply(confirmed, "p", Of("m0"), Start, null, null).Refusal.ShouldNotBeNull();
        ListingChange.Apply(doubted, "p", Of("m0"), Start, null, null).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_failure_between_two_short_ones_neither_proves_nor_clears()
    {
        var known = Known(Enumerable.Range(0, 8).Select(i => $"m{i}"));
        var doubted = ListingChange.Apply(known, "p", Of("m0"), Start, null, null).Listing;

        var failed = ListingChange.Apply(doubted, "p", ListingReading.Unusable("no"), Start, null, null).Listing;

        ListingChange.Apply(failed, "p", Of("m0"), Start, null, null).Refusal.ShouldBeNull();
    }

    [Fact]
    public void As_many_models_under_all_new_names_are_doubted_too()
    {
        var known = Known(Enumerable.Range(0, 8).Select(i => $"m{i}"));

        ListingChange.Apply(known, "p", Of([.. Enumerable.Range(0, 8).Select(i => $"n{i}")]), Start, null, null).Refusal.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(7, 0, false)]
    [InlineData(8, 4, false)]
    [InlineData(8, 3, true)]
    [InlineData(9, 4, true)]
    public void Only_a_list_of_some_length_that_loses_more_than_half_is_doubted(int before, int after, bool isDoubted)
    {
        var known = Known(Enumerable.Range(0, before).Select(i => $"m{i}"));

        var outcome = ListingChange.Apply(known, "p", Of([.. Enumerable.Range(0, after).Select(i => $"m{i}"), "new"]), Start, null, null);

        (outcome.Refusal is not null).ShouldBe(isDoubted);
    }

    [Fact]
    public void A_page_of_a_longer_list_adds_and_updates_but_removes_nothing()
    {
        var known = Known(Enumerable.Range(0, 10).Select(i => $"m{i}"));
        var page = ListingReader.Read("{\"models\":[{\"name\":\"m3\",\"context_length\":4096},{\"name\":\"new\"}],\"nextPageToken\":\"x\"}"u8);

        var outcome = ListingChange.Apply(known, "p", page, Start.AddHours(6), null, null);

        outcome.Refusal.ShouldBeNull();
        outcome.Appeared.ShouldBe(["new"]);
        outcome.Vanished.ShouldBeEmpty();
        outcome.Listing.Missing.ShouldBeEmpty();
        outcome.Listing.Models.Length.ShouldBe(11);
        outcome.Listing.Models.Single(model => model.Id == "m3").Context.ShouldBe(4096);
    }

    [Fact]
    public void What_is_missing_is_forgotten_after_sixty_days()
    {
        var listing = ListingChange.Apply(Known(["a", "b"]), "p", Of("a"), Start, null, null).Listing;

        ListingChange.Confirmed(listing, Start.AddDays(60)).Missing.Length.ShouldBe(1);
        ListingChange.Confirmed(listing, Start.AddDays(60).AddTicks(1)).Missing.ShouldBeEmpty();
        ListingChange.Apply(listing, "p", Of("a"), Start.AddDays(61), null, null).Listing.Missing.ShouldBeEmpty();
        ListingChange.Apply(listing, "p", Of("a", "b"), Start.AddDays(61), null, null).Returned.ShouldBe(["b"]);
    }

    [Fact]
    public void Of_too_many_missing_the_last_to_go_are_kept()
    {
        var listing = Known(["stays"]);
        for (var day = 0; day < 12; day++)
        {
            string[] fleeting = [.. Enumerable.Range(0, 60).Select(i => $"d{day}/{i}"), "stays"];
            listing = ListingChange.Apply(listing, "p", Of(fleeting), Start.AddDays(day), null, null).Listing;
            listing = ListingChange.Apply(listing, "p", Of("stays"), Start.AddDays(day).AddHours(6), null, null).Listing;
            listing = ListingChange.Apply(listing, "p", Of("stays"), Start.AddDays(day).AddHours(12), null, null).Listing;
        }

        listing.Missing.Length.ShouldBe(500);
        listing.Missing.ShouldAllBe(missing => missing.Since >= Start.AddDays(3));
    }

    [Fact]
    public void A_confirmation_moves_the_time_and_keeps_the_rest()
    {
        var known = Known(["a", "b"]);

        ListingChange.Confirmed(known, Start.AddHours(6)).ShouldBe(known with { At = Start.AddHours(6) });
    }

    private static ListingReading Of(params string[] ids) => new([.. ids.Select(id => new ListedModel { Id = id })], true, null, []);

    private static ProviderListing Known(IEnumerable<string> ids) => new()
    {
        Provider = "p",
        At = Start,
        ETag = "\"1\"",
        LastModified = Start.AddDays(-1),
        Models = [.. ids.Select(id => new ListedModel { Id = id })],
    };

    private static ImmutableArray<string> Ids(ProviderListing listing) => [.. listing.Models.Select(model => model.Id)];
}
