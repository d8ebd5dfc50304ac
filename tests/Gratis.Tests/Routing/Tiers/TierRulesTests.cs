using Gratis.Routing.Tiers;

namespace Gratis.Tests.Routing.Tiers;

public sealed class TierRulesTests
{
    private const string Plain = "What is the capital of the country to the north of Spain?";

    [Theory]
    [InlineData("Prove that the sum is even.")]
    [InlineData("PROVE IT")]
    [InlineData("please prove this lemma for me")]
    [InlineData("How would you go about proving this?")]
    [InlineData("Derive the formula for compound interest.")]
    [InlineData("I need a derivation of the heat equation")]
    [InlineData("solve x^2 = 4")]
    [InlineData("Solve: 3x=9")]
    [InlineData("Solving this took me a week")]
    [InlineData("Explain it step by step, please")]
    [InlineData("Explain it Step-by-Step, please")]
    [InlineData("Let us think through the options")]
    [InlineData("debug\nthis")]
    [InlineData("Help me with debugging (it crashes)")]
    [InlineData("请证明这个定理")]
    [InlineData("請證明這個定理")]
    [InlineData("推导一下这个公式")]
    [InlineData("推導一下")]
    [InlineData("求解方程")]
    [InlineData("一步一步来")]
    [InlineData("请一步步解释")]
    [InlineData("帮我调试")]
    [InlineData("调试一下这段代码")]
    [InlineData("请prove这个定理")]
    [InlineData("implement it, then prove it")]
    public void Words_of_reasoning_ask_for_reasoning(string text) => Of(text).ShouldBe(TierChoice.ReasoningWords);

    [Theory]
    [InlineData("Write code that sorts a list")]
    [InlineData("code")]
    [InlineData("(code)")]
    [InlineData("C++-code?")]
    [InlineData("CODE REVIEW")]
    [InlineData("I am coding a game")]
    [InlineData("Implement a queue")]
    [InlineData("Which algorithm is the best one here?")]
    [InlineData("a program that prints primes")]
    [InlineData("My programming homework")]
    [InlineData("an essay about the sea")]
    [InlineData("Write an article")]
    [InlineData("写代码")]
    [InlineData("这段代码是什么意思")]
    [InlineData("這段代碼")]
    [InlineData("实现一个队列")]
    [InlineData("我想学编程")]
    [InlineData("什么算法最快")]
    [InlineData("写一篇关于海的文章")]
    [InlineData("我的论文")]
    [InlineData("用Python写code")]
    public void Words_of_work_ask_for_a_large_model(string text) => Of(text).ShouldBe(TierChoice.WorkWords);

    [Theory]
    [InlineData("How can I improve my mornings a little bit?")]
    [InlineData("What did the court disprove about the claims?")]
    [InlineData("Can you decode what my cat wants from me?")]
    [InlineData("Who was the man who encoded the message?")]
    [InlineData("When does sugar dissolve in cold water?")]
    [InlineData("What about the particles in the articled clerk's book?")]
    [InlineData("Which code_name did the spies of the war use?")]
    [InlineData("What do programmers eat for breakfast?")]
    [InlineData("Is it true that step by stepping one gets far?")]
    [InlineData("Are the debugged and the unsolved alike?")]
    [InlineData("Что значит слово codeина и откуда оно?")]
    [InlineData("今天天气怎么样，北京会不会下雨，我需要带伞出门吗？")]
    [InlineData("现实和理想之间的差别到底在哪里，请你随便谈谈看法吧")]
    public void Words_inside_other_words_mean_nothing(string text) => Of(text).ShouldBe(TierChoice.Undecided);

    [Theory]
    [InlineData("", 1)]
    [InlineData("hi", 1)]
    [InlineData("hi", 2)]
    [InlineData("你好", 2)]
    [InlineData("1234567890123456789", 1)]
    [InlineData("一二三四五六七八九十一二三四五六七八九", 1)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", 2)]
    public void A_short_word_at_the_beginning_is_small_talk(string text, int messages) => Of(text, messages).ShouldBe(TierChoice.SmallTalk);

    [Theory]
    [InlineData("12345678901234567890", 1)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十", 1)]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀", 2)]
    [InlineData("hi", 3)]
    [InlineData("你好", 3)]
    public void Twenty_characters_or_a_third_message_are_none(string text, int messages) => Of(text, messages).ShouldBe(TierChoice.Undecided);

    [Theory]
    [InlineData(4000, 1, false)]
    [InlineData(4001, 1, true)]
    [InlineData(4001, 10, true)]
    [InlineData(int.MaxValue, 3, true)]
    public void More_than_four_thousand_characters_are_for_a_large_model(int characters, int messages, bool isMuch) =>
        Of(Plain, messages, characters).ShouldBe(isMuch ? TierChoice.MuchText : TierChoice.Undecided);

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(500, true)]
    public void More_than_ten_messages_are_for_a_large_model(int messages, bool areMany) =>
        Of(Plain, messages).ShouldBe(areMany ? TierChoice.ManyMessages : TierChoice.Undecided);

    [Theory]
    [InlineData("hi", 1, 2)]
    [InlineData("prove it", 1, 8)]
    [InlineData("write code", 12, 9000)]
    public void Tools_are_for_a_large_model_whatever_else_is_said(string text, int messages, int characters) =>
        Of(text, messages, characters, tools: true).ShouldBe(TierChoice.Tools);

    [Fact]
    public void The_first_rule_that_speaks_decides()
    {
        Of("prove", 1, 9000).ShouldBe(TierChoice.ReasoningWords);
        Of("code", 1, 4).ShouldBe(TierChoice.WorkWords);
        Of("hi", 2, 9000).ShouldBe(TierChoice.SmallTalk);
        Of("hi", 11, 9000).ShouldBe(TierChoice.MuchText);
        Of("hi", 11, 20).ShouldBe(TierChoice.ManyMessages);
    }

    [Fact]
    public void The_owner_s_words_replace_the_shipped_ones_of_their_kind()
    {
        var words = TierWords.Of(["Beweise"], []);
        Of("BEWEISE das bitte", words: words).ShouldBe(TierChoice.ReasoningWords);
        Of("prove it to me and to them", words: words).ShouldBe(TierChoice.Undecided);
        Of("code", words: words).ShouldBe(TierChoice.WorkWords);

        words = TierWords.Of([], [" докажи ", "", "ДОКАЖИ", "写诗"]);
        Of("Докажи, пожалуйста", words: words).ShouldBe(TierChoice.WorkWords);
        Of("передокажи это всем нам ещё", words: words).ShouldBe(TierChoice.Undecided);
        Of("请写诗吧", words: words).ShouldBe(TierChoice.WorkWords);
        Of("write code for all of them", words: words).ShouldBe(TierChoice.Undecided);
    }

    [Fact]
    public void A_list_of_nothing_but_blanks_looks_for_nothing() =>
        Of("prove that this code is right", words: TierWords.Of([" "], [""])).ShouldBe(TierChoice.Undecided);

    [Fact]
    public void The_owner_s_bounds_hold()
    {
        var bounds = new TierBounds { LiteBelowCharacters = 3, LiteUpToMessages = 0, LargeAboveCharacters = 5, LargeAboveMessages = 1 };
        Decide("hi", 1, 2, bounds).ShouldBe(TierChoice.Undecided);
        Decide("hi", 0, 2, bounds).ShouldBe(TierChoice.SmallTalk);
        Decide("hey", 0, 3, bounds).ShouldBe(TierChoice.Undecided);
        Decide("hello!", 1, 6, bounds).ShouldBe(TierChoice.MuchText);
        Decide("hello", 2, 5, bounds).ShouldBe(TierChoice.ManyMessages);

        static TierChoice Decide(string text, int messages, int characters, TierBounds bounds) =>
            TierRules.Decide(new TierFacts { LastText = text, Messages = messages, Characters = characters }, TierWords.Shipped, bounds);
    }

    [Fact]
    public void A_choice_says_its_tier_and_its_rule()
    {
        TierChoice.Tools.Text.ShouldBe("large (tools)");
        TierChoice.ReasoningWords.Text.ShouldBe("reasoning (reasoning words)");
        TierChoice.SmallTalk.Text.ShouldBe("lite (small talk)");
        TierChoice.Undecided.Text.ShouldBe("standard (undecided)");
        TierChoice.Undecided.IsDecided.ShouldBeFalse();
        TierChoice.ClassifierFailed.IsDecided.ShouldBeTrue();
    }

    private static TierChoice Of(string text, int messages = 1, int? characters = null, bool tools = false, TierWords? words = null) => TierRules.Decide(
        new TierFacts { LastText = text, Messages = messages, Characters = characters ?? text.Length, HasTools = tools }, words ?? TierWords.Shipped, new TierBounds());
}
