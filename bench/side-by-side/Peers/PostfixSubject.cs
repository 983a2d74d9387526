using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>
/// Debian's Postfix, as it comes but for the limits on one client: in front of the mail server as a before-queue proxy (smtpd_proxy_filter), or with its queue.
/// It needs root.
/// </summary>
internal sealed class PostfixSubject : Subject
{
    private const UnixFileMode ForRoot = (UnixFileMode)0b111_101_101;

    public override string Name => Subjects.Postfix;

    public override bool Does(Work work) => work is Work.Relay or Work.Slow or Work.Store or Work.Open;

    public override async Task<Launch> PrepareAsync(Setting setting, CancellationToken stop)
    {
        foreach (var path in (string[])[setting.Directory, Path.Combine(setting.Directory, "queue")])
            File.SetUnixFileMode(Directory.CreateDirectory(path).FullName, ForRoot);
        await File.WriteAllTextAsync(Path.Combine(setting.Directory, "main.cf"), MainFile(setting), stop);
        await File.WriteAllTextAsync(Path.Combine(setting.Directory, "master.cf"), MasterFile(setting), stop);
        return new Launch("/usr/sbin/postfix", "-c", setting.Directory, "start-fg");
    }

    private static string MainFile(Setting setting) => $"""
        compatibility_level = 3.6
        queue_directory = {setting.Directory}/queue
        data_directory = {setting.Directory}/data
        maillog_file = {setting.Directory}/log
        maillog_file_prefixes = {setting.Directory}
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = postfix.example.net
        mydestination =
        alias_maps =
        mynetworks = 127.0.0.0/8
        smtpd_peername_lookup = no
        smtpd_client_connection_count_limit = 0
        smtp_dns_support_level = disabled
        smtp_host_lookup = native
        relayhost = [127.0.0.1]:{setting.Behind}

        """;

    private static string MasterFile(Setting setting) => $"""
        127.0.0.1:{setting.Port} inet n - n - - smtpd
        {(setting.Work == Work.Store ? "" : $"  -o smtpd_proxy_filter=127.0.0.1:{setting.Behind}")}
        pickup  unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr    unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce  unix - - n - 0 bounce
        defer   unix - - n - 0 bounce
        trace   unix - - n - 0 bounce
        proxymap unix - - n - - proxymap
        smtp    unix - - n - - smtp
        relay   unix - - n - - smtp
        showq   unix n - n - - showq
        error   unix - - n - - error
        retry   unix - - n - - error
        anvil   unix - - n - 1 anvil
        scache  unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;
}
