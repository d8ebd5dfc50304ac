namespace Gratis.Load.Peers;

/// <summary>What the bench can compare.</summary>
internal static class AllPeers
{
    /// <summary>The one that the others are measured against.</summary>
    public const string Yardstick = "forwarder";

    private const string Model = "model-01:free";

    private static readonly Peer Direct = new("direct", "direct", Model, null, null);

    private static readonly Peer Nginx = new("nginx", "nginx", Model, null, StartNginx);

    private static readonly Peer Forwarder = new(Yardstick, "bare forwarder", Model, "bench/forwarder", place =>
        [PublishedProgram(place), $"{place.Port}", $"http://127.0.0.1:{place.UpstreamPort}"]);

    private static readonly Peer Gratis = new("gratis", "Gratis", "mock/" + Model, "src/Gratis.Gateway", place => StartGratis(place));

    /// <summary>The same program where every call is booked in five limits of its account.</summary>
    private static readonly Peer Limited = new("gratis-limits", "Gratis, five limits", "mock/" + Model, "src/Gratis.Gateway", place =>
        StartGratis(place, "limits: { rpm: 100000000, rpd: 1000000000, tpm: 1000000000, tpd: 100000000000, concurrency: 10000 },"));

    /// <summary>Those that can run on this machine.</summary>
    public static IReadOnlyList<Peer> Here() => IsOnPath("nginx") ? [Direct, Nginx, Forwarder, Gratis, Limited] : [Direct, Forwarder, Gratis, Limited];

    private static IReadOnlyList<string> StartNginx(Place place)
    {
        var file = Path.Combine(place.Folder, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off; master_process off; pid {{place.Folder}}/nginx.pid; error_log stderr warn; worker_rlimit_nofile 20000;
            events { worker_connections 16384; }
            http {
              access_log off; keepalive_requests 100000000; keepalive_timeout 600s; client_max_body_size 20m; client_body_buffer_size 1m;
              client_body_temp_path {{place.Folder}}/body; proxy_temp_path {{place.Folder}}/proxy; fastcgi_temp_path {{place.Folder}}/fastcgi;
              uwsgi_temp_path {{place.Folder}}/uwsgi; scgi_temp_path {{place.Folder}}/scgi;
              upstream mock { server 127.0.0.1:{{place.UpstreamPort}}; keepalive 4096; keepalive_requests 100000000; keepalive_timeout 600s; }
              server {
                listen 127.0.0.1:{{place.Port}} backlog=4096;
                location / { proxy_pass http://mock; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; }
              }
            }
            """);
        return ["nginx", "-p", place.Folder, "-e", "stderr", "-c", file];
    }

    private static IReadOnlyList<string> StartGratis(Place place, string limits = "")
    {
        var file = Path.Combine(place.Folder, "gratis.yaml");
        File.WriteAllText(file, $$"""
            server: { port: {{place.Port}}, max_concurrent_requests: 5000 }
            discovery: { enabled: false }
            providers:
              mock: { base_url: "http://127.0.0.1:{{place.UpstreamPort}}/v1", api_key: test, local: true, {{limits}}
                      models: [ { id: "{{Model}}", free: true, context: 131072, tools: true } ] }
            """);
        return [PublishedProgram(place), "serve", "--config", file, "--data", Path.Combine(place.Folder, "data")];
    }

    /// <summary>A published program has one runtime configuration, which bears its name.</summary>
    private static string PublishedProgram(Place place) =>
        Directory.EnumerateFiles(place.Published, "*.runtimeconfig.json").Single()[..^".runtimeconfig.json".Length];

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
