namespace Mail2Alert.EndToEnd.Support;

/// <summary>A Postfix of our own in a temporary directory: takes mail for example.com into one maildir, or hands everything to a relay host.</summary>
internal sealed class PostfixInstance : IAsyncDisposable
{
    private const UnixFileMode ForRoot = (UnixFileMode)0b111_101_101;
    private const UnixFileMode ForAll = (UnixFileMode)0b111_111_111;

    private readonly TemporaryDirectory _directory = new();

    private PostfixInstance(int port) => Port = port;

    public int Port { get; }

    /// <summary>Where mail that it could not hand on waits.</summary>
    public string Deferred => Path.Combine(_directory.Path, "queue", "deferred");

    private string Log => File.ReadAllText(Path.Combine(_directory.Path, "log"));

    private string Inbox => Path.Combine(_directory.Path, "mail", "inbox", "new");

    /// <summary>A mail server that delivers.</summary>
    public static Task<PostfixInstance> StartAsync() => StartAsync(Delivers);

    /// <summary>A mail server that delivers, and knows no <c>nobody@example.com</c>.</summary>
    public static Task<PostfixInstance> StartWithoutNobodyAsync() => StartAsync($$"""
        {{Delivers}}
        smtpd_recipient_restrictions =
         check_recipient_access inline:{ { nobody@example.com = 550 5.1.1 No such user } }, permit_mynetworks, reject
        """);

    private const string Delivers = """
        virtual_mailbox_domains = example.com
        virtual_mailbox_maps = static:inbox/
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        """;

    /// <summary>A mail server that hands all it gets to this port.</summary>
    public static Task<PostfixInstance> StartAsync(int relayHost) => StartAsync($"relayhost = [127.0.0.1]:{relayHost}");

    /// <summary>A mail server that delivers all it gets by LMTP to this port, several recipients at once.</summary>
    public static Task<PostfixInstance> StartForLmtpAsync(int port) => StartAsync($"""
        default_transport = lmtp:inet:127.0.0.1:{port}
        lmtp_destination_recipient_limit = 10
        """);

    /// <summary>The mails in the maildir, as soon as there are so many.</summary>
    public async Task<string[]> InboxAsync(int count = 1) =>
        [.. (await FileEvents.FilesInAsync(Inbox, count)).Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1))];

    /// <summary>Injects a mail as a program on that machine would.</summary>
    public Task<Finished> SendmailAsync(ProbeMail mail) => Peer.RunAsync(
        "/usr/sbin/sendmail",
        ["-C", _directory.Path, "-f", mail.Sender, "-i", .. mail.Recipients],
        System.Text.Encoding.Latin1.GetString(mail.Content).ReplaceLineEndings("\n"));

    /// <summary>Makes it try again what it deferred.</summary>
    public Task<Finished> FlushAsync() => Peer.RunAsync("/usr/sbin/postqueue", ["-c", _directory.Path, "-f"]);

    public async ValueTask DisposeAsync()
    {
        await ControlAsync("stop");
        TestContext.Current.TestOutputHelper?.WriteLine(Log);
        _directory.Dispose();
    }

    private static async Task<PostfixInstance> StartAsync(string settings)
    {
        Peer.Find("/usr/sbin/postfix");
        Peer.Require(Environment.IsPrivilegedProcess, "Postfix needs root");
        using var free = new ClosedPort();
        var postfix = new PostfixInstance(free.Number);
        postfix.Configure(settings);
        free.Dispose();
        if (await postfix.ControlAsync("start") is { ExitCode: 0 })
            return postfix;
        var log = postfix.Log;
        await postfix.DisposeAsync();
        throw new InvalidOperationException($"Postfix did not start:\n{log}");
    }

    private Task<Finished> ControlAsync(string command) => Peer.RunAsync("/usr/sbin/postfix", ["-c", _directory.Path, command]);

    // Its daemons run as postfix and nobody, and must get to their files.
    private void Configure(string settings)
    {
        foreach (var directory in (string[])["", "queue", "mail", "mail/inbox", "mail/inbox/new", "mail/inbox/cur", "mail/inbox/tmp"])
        {
            var path = Directory.CreateDirectory(Path.Combine(_directory.Path, directory)).FullName;
            File.SetUnixFileMode(path, directory.StartsWith("mail/", StringComparison.Ordinal) ? ForAll : ForRoot);
        }
        _directory.Write("main.cf", Main(settings));
        _directory.Write("master.cf", Master);
    }

    private string Main(string settings) => $"""
        compatibility_level = 3.6
        queue_directory = {_directory.Path}/queue
        data_directory = {_directory.Path}/data
        maillog_file = {_directory.Path}/log
        maillog_file_prefixes = {_directory.Path}
        virtual_mailbox_base = {_directory.Path}/mail
        hash_queue_names = incoming
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = postfix.example.net
        mydestination =
        alias_maps =
        mynetworks = 127.0.0.0/8
        smtpd_peername_lookup = no
        smtp_dns_support_level = disabled
        smtp_host_lookup = native
        {settings}

        """;

    private string Master => $"""
        127.0.0.1:{Port} inet n - n - - smtpd
        pickup  unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr    unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce  unix - - n - 0 bounce
        defer   unix - - n - 0 bounce
        trace   unix - - n - 0 bounce
        verify  unix - - n - 1 verify
        flush   unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp    unix - - n - - smtp
        relay   unix - - n - - smtp
        lmtp    unix - - n - - lmtp
        showq   unix n - n - - showq
        error   unix - - n - - error
        retry   unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        anvil   unix - - n - 1 anvil
        scache  unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;
}
