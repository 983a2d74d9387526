using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>npm's Haraka with its own plugin smtp_forward, or with one of four lines that takes all mail.</summary>
internal sealed class HarakaSubject : Subject
{
    // It would ask the DNS for the client's name, which is not to be measured, and refuses mail for those whom no plugin lets through.
    private const string Everybody = """
        require('node:dns').reverse = (address, done) => done(null, []);
        require('node:dns').promises.reverse = async () => [];
        exports.hook_rcpt = (next) => next(OK);

        """;

    private const string Discard = "exports.hook_queue = (next) => next(OK);\n";

    public override string Name => Subjects.Haraka;

    public override bool IsCompiledLate => true;

    public override bool Does(Work work) => work is Work.Accept or Work.Relay or Work.Slow or Work.Open;

    public override async Task<Launch> PrepareAsync(Setting setting, CancellationToken stop)
    {
        var package = Path.Combine(setting.Options.Packages, "node_modules", "Haraka");
        foreach (var directory in (string[])["config", "plugins", "queue"])
            Directory.CreateDirectory(Path.Combine(setting.Directory, directory));
        // Without this one it ends at the first connection.
        File.Copy(Path.Combine(package, "config", "connection.ini"), Path.Combine(setting.Directory, "config", "connection.ini"));
        foreach (var (file, text) in new Dictionary<string, string>
        {
            ["config/smtp.ini"] = $"listen=127.0.0.1:{setting.Port}\n",
            ["config/me"] = "haraka.example.net\n",
            ["config/log.ini"] = "[main]\nlevel=WARN\n",
            ["config/plugins"] = setting.Work == Work.Accept ? "everybody\ndiscard\n" : "everybody\nqueue/smtp_forward\n",
            ["config/smtp_forward.ini"] = $"host=127.0.0.1\nport={setting.Behind}\n",
            ["plugins/everybody.js"] = Everybody,
            ["plugins/discard.js"] = Discard,
        })
        {
            await File.WriteAllTextAsync(Path.Combine(setting.Directory, file), text, stop);
        }
        return new Launch("node", Path.Combine(package, "bin", "haraka"), "-c", setting.Directory);
    }
}
