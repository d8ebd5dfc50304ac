using Gratis.Hosting.Client;
using Gratis.Hosting.Options;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Gratis.Hosting;

/// <summary>Puts an engine and a client over it into a container.</summary>
public static class GratisServices
{
    /// <inheritdoc cref="AddGratis(IServiceCollection, Action{GratisOptions, IServiceProvider})"/>
    public static IServiceCollection AddGratis(this IServiceCollection services, Action<GratisOptions>? configure = null) =>
        services.AddGratis((options, _) => configure?.Invoke(options));

    /// <summary>
    /// Adds one engine (<see cref="GratisHost"/>) and its client, as <see cref="GratisClient"/>, <see cref="IChatClient"/> and
    /// <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>, all of them singletons. Clock and logger come from the container unless the
    /// options bring their own. An <see cref="IChatClient"/> that is registered already stays.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options once, when the engine is first asked for.</param>
    public static IServiceCollection AddGratis(this IServiceCollection services, Action<GratisOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider => new GratisHost(OptionsOf(provider, configure)));
        services.TryAddSingleton(provider => new GratisClient(provider.GetRequiredService<GratisHost>()));
        services.TryAddSingleton<IChatClient>(provider => provider.GetRequiredService<GratisClient>());
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredService<GratisClient>());
        return services;
    }

    private static GratisOptions OptionsOf(IServiceProvider provider, Action<GratisOptions, IServiceProvider> configure)
    {
        var options = new GratisOptions();
        configure(options, provider);
        options.Edges.Time ??= provider.GetService<TimeProvider>();
        options.Edges.Logging ??= provider.GetService<ILoggerFactory>();
        return options;
    }
}
