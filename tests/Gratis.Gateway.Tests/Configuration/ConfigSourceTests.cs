using Microsoft.Extensions.Logging;

namespace Gratis.Gateway.Tests.Configuration;

public sealed class ConfigSourceTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_changed_file_becomes_the_config_in_force()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        var told = new List<int>();
        source.Changed += snapshot => told.Add(snapshot.Config.Server.Port);

        _folder.Write("server: {port: 2}");
        _folder.Settle();

        source.Current.Config.Server.Port.ShouldBe(2);
        source.Current.Version.ShouldBe(2);
        told.ShouldBe([2]);
    }

    [Fact]
    public void A_file_that_does_not_change_is_left_alone()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        var before = source.Current;

        _folder.Write("server: {port: 1}");
        _folder.Settle();

        source.Current.ShouldBeSameAs(before);
    }

    [Fact]
    public void A_file_caught_half_written_is_never_taken()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();

        _folder.Write("");
        _folder.Time.Advance(TimeSpan.FromSeconds(3));
        _folder.Write("server: {port: 2}");
        _folder.Time.Advance(TimeSpan.FromMilliseconds(250));
        source.Current.Config.Server.Port.ShouldBe(1);

        _folder.Settle();
        source.Current.Config.Server.Port.ShouldBe(2);
        source.Current.Version.ShouldBe(2);
    }

    [Fact]
    public void A_bad_change_keeps_the_old_config_and_is_logged_and_remembered_once()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        var before = source.Current;

        _folder.Write("server: {prot: 2, port: x}");
        _folder.Settle();
        _folder.Settle();

        source.Current.ShouldBeSameAs(before);
        source.LastError!.Errors.Length.ShouldBe(2);
        _folder.Log.At(LogLevel.Error).ShouldBe([
            "gratis.yaml:1:10: server.prot is not a known key. Did you mean port?",
            "gratis.yaml:1:25: server.port must be a whole number from 0 to 65535, not 'x'.",
            "The changed config is not used; version 1 stays in force.",
        ]);
    }

    [Fact]
    public void A_corrected_file_is_taken_and_the_error_forgotten()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        _folder.Write("server: {port: x}");
        _folder.Settle();

        _folder.Write("server: {port: 3}");
        _folder.Settle();

        source.LastError.ShouldBeNull();
        source.Current.Config.Server.Port.ShouldBe(3);
    }

    [Fact]
    public void Putting_the_old_file_back_clears_the_error_too()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        _folder.Write("server: {port: x}");
        _folder.Settle();

        _folder.Write("server: {port: 1}");
        _folder.Settle();

        source.LastError.ShouldBeNull();
        source.Current.Config.Server.Port.ShouldBe(1);
    }

    [Fact]
    public void A_file_replaced_by_rename_is_followed()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();

        foreach (var port in new[] { 2, 3 })
        {
            _folder.Write($"server: {{port: {port}}}", ".gratis.yaml.swp");
            File.Move(Path.Combine(_folder.Folder, ".gratis.yaml.swp"), _folder.File, overwrite: true);
            _folder.Settle();
            source.Current.Config.Server.Port.ShouldBe(port);
        }
    }

    [Fact]
    public void A_link_swapped_to_another_folder_is_followed()
    {
        string Mount(string name, int port)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Folder, name)).FullName;
            File.WriteAllText(Path.Combine(folder, "gratis.yaml"), $"server: {{port: {port}}}");
            return folder;
        }

        var data = Path.Combine(_folder.Folder, "..data");
        Directory.CreateSymbolicLink(data, Mount("..1", 1));
        File.CreateSymbolicLink(_folder.File, Path.Combine("..data", "gratis.yaml"));
        var source = _folder.Watch();
        source.Current.Config.Server.Port.ShouldBe(1);

        Directory.CreateSymbolicLink(data + "_tmp", Mount("..2", 2));
        Directory.Delete(data);
        Directory.Move(data + "_tmp", data);
        _folder.Settle();

        source.Current.Config.Server.Port.ShouldBe(2);
    }

    [Fact]
    public void A_deleted_file_leaves_the_last_config_in_force_with_a_warning_until_it_is_back()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();

        File.Delete(_folder.File);
        _folder.Settle();
        _folder.Settle();

        source.Current.Config.Server.Port.ShouldBe(1);
        source.LastError!.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("The file is gone");
        _folder.Log.At(LogLevel.Warning).ShouldBe(["gratis.yaml is gone; version 1 stays in force."]);

        _folder.Write("server: {port: 4}");
        _folder.Settle();
        source.Current.Config.Server.Port.ShouldBe(4);
        source.LastError.ShouldBeNull();
    }

    [Fact]
    public void A_file_that_appears_later_is_taken()
    {
        var source = _folder.Watch();
        source.Current.File.ShouldBeNull();

        _folder.Write("server: {port: 5}");
        _folder.Settle();

        source.Current.File.ShouldBe("gratis.yaml");
        source.Current.Config.Server.Port.ShouldBe(5);
    }

    [Fact]
    public void A_changed_dot_env_file_is_read_again()
    {
        _folder.Write("providers: {groq: {api_key: ${KEY}}}");
        _folder.Write("KEY=first", ".env");
        var source = _folder.Watch();
        source.Current.Config.Providers["groq"].ApiKey.ShouldBe("first");

        _folder.Write("KEY=second", ".env");
        _folder.Settle();

        source.Current.Config.Providers["groq"].ApiKey.ShouldBe("second");
    }

    [Fact]
    public void A_listener_that_fails_does_not_keep_others_from_the_change()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        var told = 0;
        source.Changed += _ => throw new InvalidOperationException("a bug");
        source.Changed += _ => told++;

        _folder.Write("server: {port: 2}");
        _folder.Settle();

        told.ShouldBe(1);
        _folder.Log.At(LogLevel.Error).ShouldBe(["A listener to config changes failed."]);
    }

    [Fact]
    public void A_source_that_was_disposed_looks_no_more()
    {
        _folder.Write("server: {port: 1}");
        var source = _folder.Watch();
        source.Dispose();

        _folder.Write("server: {port: 2}");
        _folder.Settle();

        source.Current.Config.Server.Port.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_is_noticed_by_the_operating_system_without_waiting_for_the_poll()
    {
        _folder.Write("server: {port: 1}");
        using var source = _folder.TryOpen(out _, null, TimeProvider.System)!;
        source.Watch();
        var changed = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        source.Changed += snapshot => changed.TrySetResult(snapshot.Config.Server.Port);

        _folder.Write("server: {port: 2}");

        (await changed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Fact]
    public void A_first_config_with_errors_opens_nothing()
    {
        _folder.Write("server: {prot: 1}");

        _folder.TryOpen(out var errors).ShouldBeNull();
        errors.ShouldHaveSingleItem().Message.ShouldContain("Did you mean port?");
    }

    [Fact]
    public void A_file_the_owner_named_must_exist()
    {
        _folder.TryOpen(out var errors, option: "missing.yaml").ShouldBeNull();
        errors.ShouldHaveSingleItem().ToString().ShouldBe("missing.yaml: There is no such file.");
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        File.WriteAllBytes(_folder.File, [0x73, 0xFF, 0xFE, 0xC0]);

        _folder.TryOpen(out var errors).ShouldBeNull();
        errors.ShouldHaveSingleItem().ToString().ShouldBe("gratis.yaml: The file is not UTF-8 text.");
    }

    [Fact]
    public void The_fingerprint_of_a_key_changes_only_with_its_value()
    {
        _folder.Write("server: {port: 1}\nfavorite_free_models: [a, b]");
        var source = _folder.Watch();
        var first = source.Current;
        _folder.Write("# moved\nfavorite_free_models:\n  - a\n  - b\nserver: {port: 2}");
        _folder.Settle();
        var second = source.Current;

        second.Fingerprint("favorite_free_models").ShouldBe(first.Fingerprint("favorite_free_models"));
        second.Fingerprint("server", "port").ShouldNotBe(first.Fingerprint("server", "port"));
        second.Fingerprint("server", "host").ShouldBe("");
    }
}
