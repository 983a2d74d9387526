using Mail2Alert.SideBySide.Compare;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>
/// The whole program: all sources that it comes with, GoCD's with the groups of pipelines from GoCD's API, routes, and its store. To accept only, it has
/// a source that takes each mail as it is, nobody to tell and no store, and its log leaves out that nobody is told.
/// </summary>
internal sealed class Mail2AlertSubject : Subject
{
    public override string Name => Subjects.Ours;

    public override bool IsCompiledLate => true;

    public override bool Does(Work work) => true;

    public override async Task<Launch> PrepareAsync(Setting setting, CancellationToken stop)
    {
        var file = Path.Combine(setting.Directory, "mail2alert.yml");
        await File.WriteAllTextAsync(file, Configuration(setting), stop);
        var environment = new Dictionary<string, string>();
        if (setting.Work == Work.Accept)
            environment["LOGLEVEL"] = "WARNING";
        if (setting.Work == Work.SlowDisk)
            environment["LD_PRELOAD"] = await SlowDisk.CompileAsync(setting.Directory, stop);
        return new Launch("dotnet", setting.Options.Program, "serve", "--config", file) { Environment = environment };
    }

    // A thousand senders are one address here, and one of them may send all mail of a run.
    private static string Configuration(Setting setting) => $$"""
        listeners: smtp://127.0.0.1:{{setting.Port}}
        hostname: mail2alert.example.net
        relay: smtp://127.0.0.1:{{setting.Behind}}
        {{Keeping(setting)}}
        limits: { connections-per-address: 2000, messages: 1000000, commands: 10000000, disk-reserve: 1MiB, disk-warning: 1MiB }
        {{(setting.Work == Work.Accept ? NoRoutes : Routes(setting.GoCd))}}

        """;

    private static string Keeping(Setting setting) => setting.Work switch
    {
        Work.Accept => "store: none",
        Work.Store or Work.SlowDisk => $"store: sqlite:{Path.Combine(setting.Directory, "mails.db")}\nacknowledge: stored",
        _ => $"store: sqlite:{Path.Combine(setting.Directory, "mails.db")}\nacknowledge: delivered",
    };

    private const string NoRoutes = $$"""
        sources:
          all: { kind: mail, claim: { to: {{TestMail.To}} } }
        """;

    private static string Routes(int gocd) => $$"""
        sources:
          gocd: { claim: { to: {{TestMail.To}}, from: {{TestMail.From}} }, url: 'http://127.0.0.1:{{gocd}}/go' }
          auto: { claim: { to: {{TestMail.To}} } }
        receivers: { oncall: 'mailto:oncall@example.net', shop: 'mailto:shop@example.net', everybody: 'mailto:dev@example.net' }
        routes:
          - when: { source: smartd, severity: critical }
            to: oncall
          - when: { source: gocd, group: [ group-1, group-2 ], event: [ BREAKS, FAILS, FIXED ] }
            to: shop
          - to: everybody
        """;
}
