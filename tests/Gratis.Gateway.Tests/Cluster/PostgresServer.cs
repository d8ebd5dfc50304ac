using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

[assembly: AssemblyFixture(typeof(Gratis.Gateway.Tests.Cluster.PostgresServer))]

namespace Gratis.Gateway.Tests.Cluster;

/// <summary>
/// A PostgreSQL of these tests' own on loopback, started when the first test asks for a database and gone with the last. The server
/// refuses to be root, so as root it runs as somebody who owns nothing.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(OpenFolder(), "gratis-postgres-" + Guid.NewGuid().ToString("N")[..12]);
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private readonly Lazy<Task<string>> _start;
    private Process? _server;

    public PostgresServer() => _start = new Lazy<Task<string>>(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes a new database and says how to reach it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var address = await _start.Value;
        var name = "t" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(address + ";Database=postgres");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // A name made here.
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return $"{address};Database={name}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
        {
            // SIGQUIT: at once. Nobody will ever read what it wrote.
            await RunAsync("kill", "-QUIT", _server.Id.ToString(CultureInfo.InvariantCulture));
            await _server.WaitForExitAsync();
        }

        _server?.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> StartAsync()
    {
        var programs = FindPrograms();
        var secret = Path.Combine(Directory.CreateDirectory(_folder).FullName, "secret");
        await File.WriteAllTextAsync(secret, _password);
        await RunAsync("chmod", "-R", "a+rwX", _folder);

        var data = Path.Combine(_folder, "data");
        await RunAsync(AsNobody(Path.Combine(programs, "initdb"), "-D", data, "-U", "gratis", "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync"));
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        _server = Start(AsNobody(
            Path.Combine(programs, "postgres"), "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "logging_collector=on"));

        // A small pool: hundreds of databases, each asked for a moment, must not hold on to connections.
        var address = $"Host=127.0.0.1;Port={port};Username=gratis;Password={_password};Maximum Pool Size=8;Connection Idle Lifetime=2;Connection Pruning Interval=1";
        await WaitUntilServingAsync(address);
        return address;
    }

    private async Task WaitUntilServingAsync(string address)
    {
        for (var deadline = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
        {
            try
            {
                await using var connection = new NpgsqlConnection(address + ";Database=postgres;Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (_server is { HasExited: false } && deadline.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Not yet.
            }
        }
    }

    private static string FindPrograms()
    {
        // Debian puts the server's programs beside, not onto the path.
        var beside = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return beside.OrderDescending().Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("The tests of several replicas need PostgreSQL (initdb and postgres): ./test.sh installs it on Debian and Ubuntu.");
    }

    private static string[] AsNobody(params string[] command) =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. command] : command;

    /// <summary>A folder for what is temporary that nobody can get to; root's own may be closed to others.</summary>
    private static string OpenFolder()
    {
        var wanted = Path.GetTempPath();
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return wanted;
        for (var folder = new DirectoryInfo(wanted); folder is not null; folder = folder.Parent)
        {
            if (!folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return "/tmp";
        }

        return wanted;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string[] command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        // Read to their ends, or a server that says much would wait for us.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} failed: {complaint}{await said}");
    }
}
