namespace Mail2Alert.EndToEnd.Support;

/// <summary>
/// An Exim of our own with its spool in a temporary directory, which hands all it gets to one port. Debian does not let it stand beside Postfix,
/// so .ci/run unpacks it into a directory of its own.
/// </summary>
internal sealed class EximInstance : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _program = Peer.Find("/opt/mail2alert-peers/usr/sbin/exim4", "/usr/sbin/exim4");

    /// <param name="smarthost">The port.</param>
    /// <param name="transport">More options of the transport, such as <c>hosts_require_tls = *</c>.</param>
    /// <param name="authenticators">For logging in.</param>
    public EximInstance(int smarthost, string transport = "", string authenticators = "")
    {
        Peer.Require(Environment.IsPrivilegedProcess, "Exim needs root");
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b111_101_101);
        foreach (var directory in (string[])["spool", "log"])
            File.SetUnixFileMode(Directory.CreateDirectory(Path.Combine(_directory.Path, directory)).FullName, (UnixFileMode)0b111_111_111);
        _directory.Write("exim.conf", Configuration(smarthost, transport, authenticators));
    }

    private string Spool => Path.Combine(_directory.Path, "spool", "input");

    /// <summary>Injects a mail as a program on that machine would, and returns when the delivery was tried.</summary>
    public async Task<Finished> SendmailAsync(ProbeMail mail) => await RunAsync(
        ["-odi", "-oi", "-f", mail.Sender, .. mail.Recipients], System.Text.Encoding.Latin1.GetString(mail.Content).ReplaceLineEndings("\n"));

    /// <summary>Tries again what waits, whether its time has come or not.</summary>
    public Task<Finished> FlushAsync() => RunAsync(["-qff"], "");

    /// <summary>How many mails wait.</summary>
    public int Waiting => Directory.Exists(Spool) ? Directory.GetFiles(Spool, "*-H").Length : 0;

    public void Dispose()
    {
        var log = Path.Combine(_directory.Path, "log", "main");
        TestContext.Current.TestOutputHelper?.WriteLine(File.Exists(log) ? File.ReadAllText(log) : "Exim logged nothing");
        _directory.Dispose();
    }

    private Task<Finished> RunAsync(IEnumerable<string> arguments, string input) =>
        Peer.RunAsync(_program, ["-C", Path.Combine(_directory.Path, "exim.conf"), .. arguments], input);

    // self = send: our port is on this machine, and that is no loop.
    private string Configuration(int smarthost, string transport, string authenticators) => $"""
        exim_path = {_program}
        exim_user = mail
        exim_group = mail
        primary_hostname = exim.example.net
        spool_directory = {_directory.Path}/spool
        log_file_path = {_directory.Path}/log/%s
        local_interfaces = 127.0.0.1
        keep_environment =
        never_users =
        begin routers
        smarthost:
          driver = manualroute
          route_list = * 127.0.0.1
          self = send
          transport = smarthost
        begin transports
        smarthost:
          driver = smtp
          port = {smarthost}
          hosts_try_dane =
          {transport}
        begin retry
        * * F,1h,1h
        begin authenticators
        {authenticators}

        """;
}
