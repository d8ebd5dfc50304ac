namespace Gratis.Gateway.Tests.Configuration;

public sealed class ParserRobustnessTests
{
    private const string Seed = """
        server: { host: 127.0.0.1, port: ${PORT:-8000} } # note
        providers:
          mine: &m
            base_url: 'http://127.0.0.1:9/v1'
            api_keys: [ k1, "k2" ]
            models:
              - { id: m1, kind: chat }
          other: *m
        favorite_free_models: [ a/b ]
        """;

    [Fact]
    public void Any_text_gives_a_config_or_errors_and_never_an_exception()
    {
        const string noise = "{}[]:,#&*!|>'\"%@`-? \t\n$\\<~é\uE07B";
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var text = Seed.ToList();
            for (var edit = random.Next(1, 6); edit > 0; edit--)
            {
                var at = random.Next(text.Count);
                if (random.Next(2) == 0)
                    text.RemoveAt(at);
                else
                    text.Insert(at, noise[random.Next(noise.Length)]);
            }

            var reading = Reading.Of(new string([.. text]));
            refused += reading.IsValid ? 0 : 1;
        }

        refused.ShouldBeInRange(300, 2_900);
    }
}
