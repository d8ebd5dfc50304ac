using Gratis.Catalog;
using Gratis.Hosting;
using Gratis.Hosting.Client;
using Gratis.Hosting.Options;
using Gratis.Storage;
using Gratis.Stores;
using Gratis.Tests.Storage;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Gratis.Tests.Hosting.Client;

public sealed class HostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly ChatOptions OnA = new() { ModelId = "a/m" };

    [Fact]
    public void Clients_over_one_engine_share_its_cooldowns()
    {
        using var world = new ClientWorld(options => options.Requests = options.Requests with { MaxWait = TimeSpan.Zero });
        world.Network.On("a/m", Reply.Limited(100));
        using var other = new GratisClient(world.Host, "a/m");
        Should.Throw<QuotaExhaustedException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel)));
        Should.Throw<QuotaExhaustedException>(() => world.Run(() => other.GetResponseAsync("Hi", cancellationToken: Cancel)));
        world.Network.CallCount.ShouldBe(1);
    }

    [Fact]
    public void A_client_ends_its_own_engine_and_no_other()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        world.Run(async () =>
        {
            await using (new GratisClient(world.Host))
            {
            }

            await world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel);

            var alone = new GratisClient(world.OptionsOver(world.Http));
            await alone.GetResponseAsync("Hi", OnA, cancellationToken: Cancel);
            await alone.DisposeAsync();
            await alone.DisposeAsync();
            await Should.ThrowAsync<ObjectDisposedException>(() => alone.GetResponseAsync("Hi", OnA, cancellationToken: Cancel));
        });
    }

    [Fact]
    public void What_was_lent_is_never_disposed()
    {
        var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        world.Run(() => world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel));
        world.Dispose();
        world.Http.IsDisposed.ShouldBeFalse();
    }

    [Fact]
    public void A_lent_client_hands_streams_over_as_they_come()
    {
        using var world = new ClientWorld();
        world.Network.On("a/m", Reply.Sse(Step.Text(Reply.Delta), Step.Hang));
        using var http = new HttpClient(world.Http, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        var options = world.OptionsOver(world.Http);
        options.Edges.UseHttp(http);
        world.Run(async () =>
        {
            await using var client = new GratisClient(options);
            await foreach (var update in client.GetStreamingResponseAsync("Hi", OnA, cancellationToken: Cancel))
            {
                if (update.Text == "hi")
                    break;
            }
        });
        world.Time.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Nothing_outlives_the_end_of_an_engine()
    {
        var world = new ClientWorld(options => (options.Discovery.Enabled, options.Discovery.SecondOpinion, options.Providers["c"]) =
            (true, false, new ProviderOptions { BaseUrl = "https://c.test/v1", ApiKey = "k" }));
        world.Network.On("c/v1/models", Reply.Json("""{"data":[{"id":"x:free"}]}"""));
        world.Run(() => world.Host.StartAsync(cancellationToken: Cancel));
        world.Time.PendingTimers.ShouldBeGreaterThan(0);
        world.Dispose();
        world.Time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void Lists_of_models_are_asked_for_before_the_first_call()
    {
        using var world = new ClientWorld(options =>
        {
            options.Discovery.Enabled = true;
            options.Discovery.SecondOpinion = false;
            options.Providers["c"] = new ProviderOptions { BaseUrl = "https://c.test/v1", ApiKey = "k", Free = FreeRule.All };
        });
        world.Network.On("c/v1/models", Reply.Json("""{"data":[{"id":"llama-3.3-70b-instruct"}]}"""));
        world.Network.On("c/llama-3.3-70b-instruct", Reply.Ok);
        var response = world.Run(() => world.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "llama-3.3-70b-instruct" }, cancellationToken: Cancel));
        response.AdditionalProperties![GratisProperties.Route].ShouldBe("c/llama-3.3-70b-instruct");
    }

    [Fact]
    public void What_was_learned_is_in_the_file_after_a_restart()
    {
        using var database = new TemporaryDatabase();
        for (var run = 0; run < 2; run++)
        {
            using var world = new ClientWorld(options => options.UseSqlite(database.File).Requests = new() { MaxWait = TimeSpan.Zero });
            world.Network.On("a/m", Reply.Limited(3600));
            Should.Throw<QuotaExhaustedException>(() => world.Run(() => world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel)));
            world.Network.CallCount.ShouldBe(run == 0 ? 1 : 0);
        }
    }

    [Fact]
    public void A_start_that_failed_may_be_tried_again()
    {
        using var database = new TemporaryDatabase();
        var path = Path.Combine(database.Folder, "other.db");
        File.WriteAllText(path, "This is no database, but a letter of some length to somebody who will never read it.");
        using var world = new ClientWorld(options => options.UseSqlite(path));
        world.Network.On("a/m", Reply.Ok);
        Should.Throw<StorageException>(() => world.Run(() => world.Host.StartAsync(cancellationToken: Cancel))).Fault.ShouldBe(StorageFault.NotADatabase);
        File.Delete(path);
        world.Run(() => world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel)).Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_container_gives_one_engine_to_all_its_clients()
    {
        var world = new ClientWorld();
        world.Network.On("a/m", Reply.Ok);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddGratis(options =>
        {
            options.Providers["a"] = world.Options.Providers["a"];
            options.Discovery.Enabled = false;
            options.Model = "a/m";
            options.EmbeddingModel = "a/e";
            (options.Edges.Environment, options.Edges.StaysWithCaller) = (_ => null, true);
            options.Edges.UseHttp(world.Http);
        });
        await using var provider = services.BuildServiceProvider();
        var chat = provider.GetRequiredService<IChatClient>();
        chat.ShouldBeSameAs(provider.GetRequiredService<GratisClient>());
        provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().ShouldBeSameAs(chat);
        chat.GetService<GratisHost>().ShouldBeSameAs(provider.GetRequiredService<GratisHost>());
        chat.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId.ShouldBe("a/e");
        world.Run(() => chat.GetResponseAsync("Hi", cancellationToken: Cancel)).Text.ShouldBe("hello");
        world.Run(async () => await provider.DisposeAsync());
        world.Time.PendingTimers.ShouldBe(0);
    }

    [Fact]
    public void A_caller_s_context_is_left_at_the_door()
    {
        using var world = new ClientWorld(options => options.Edges.StaysWithCaller = false);
        world.Network.On("a/m", Reply.Ok);
        var context = new CountingContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            // Blocking is what such a caller must not do; that it ends all the same shows that nothing behind the door needs this thread.
            Block(world.Client.GetResponseAsync("Hi", OnA, cancellationToken: Cancel)).Text.ShouldBe("hello");
            context.Posts.ShouldBe(0);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private static T Block<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private sealed class CountingContext : SynchronizationContext
    {
        public int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Posts++;
    }
}
