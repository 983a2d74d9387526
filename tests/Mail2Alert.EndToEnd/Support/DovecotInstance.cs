using System.Diagnostics;
using System.Globalization;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A Dovecot of our own in a temporary directory, which gives IMAP with TLS to one user, whose mail lies in a folder in Maildir form.</summary>
internal sealed class DovecotInstance : IAsyncDisposable
{
    public const string User = "alerts";
    public const string Password = "secret";

    private const UnixFileMode ForRoot = (UnixFileMode)0b111_101_101;
    private const UnixFileMode ForAll = (UnixFileMode)0b111_111_111;

    private readonly TemporaryDirectory _directory = new();
    private readonly ClosedPort _port = new();
    private readonly string _settings;
    private Process? _process;
    private int _delivered;

    private DovecotInstance(string settings)
    {
        File.SetUnixFileMode(_directory.Path, ForRoot);
        foreach (var folder in (string[])["", "new", "cur", "tmp"])
            File.SetUnixFileMode(Directory.CreateDirectory(In(folder)).FullName, ForAll);
        OwnCertificate.Write(_directory);
        Port = _port.Number;
        _port.Dispose();
        _settings = settings;
    }

    public int Port { get; }

    public string Certificate => Path.Combine(_directory.Path, "tls.crt");

    /// <param name="settings">More lines for its configuration.</param>
    public static async Task<DovecotInstance> StartAsync(string settings = "")
    {
        Peer.Find("/usr/sbin/dovecot");
        Peer.Require(Environment.IsPrivilegedProcess, "Dovecot needs root");
        var dovecot = new DovecotInstance(settings);
        await dovecot.StartAgainAsync();
        return dovecot;
    }

    public async Task StartAgainAsync()
    {
        _directory.Write("oauth.conf", _settings.Contains("oauth2", StringComparison.Ordinal) ? OAuth() : "");
        var file = _directory.Write("dovecot.conf", Configuration());
        _process = Peer.Start(Peer.Find("/usr/sbin/dovecot"), ["-F", "-c", file], _directory.Path, null);
        await AnswersAsync();
    }

    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        await Peer.RunAsync("/bin/kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(Patience.Token);
        process.Dispose();
        _process = null;
    }

    /// <summary>Puts a mail there as whoever delivers does; with flags it is one that somebody has seen to.</summary>
    public void Deliver(string mail, string? flags = null, DateTime? at = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + ++_delivered}.M{_delivered}P1.host");
        File.WriteAllText(In("tmp", name), mail.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(In("tmp", name), (UnixFileMode)0b110_110_110);
        if (at is { } time)
            File.SetLastWriteTimeUtc(In("tmp", name), time);
        File.Move(In("tmp", name), flags is null ? In("new", name) : In("cur", $"{name}:2,{flags}"));
    }

    /// <summary>The flags of the mails that lie in a folder, in the order of their delivery.</summary>
    public IReadOnlyList<string> Flags(string folder = "") =>
    [
        .. from place in (string[])["new", "cur"]
           where Directory.Exists(In(folder, place))
           from file in Directory.EnumerateFiles(In(folder, place))
           orderby Path.GetFileName(file)
           select file.Split(":2,") is [_, var flags] ? flags : "",
    ];

    public void MakeFolder(string name)
    {
        foreach (var folder in (string[])["", "new", "cur", "tmp"])
            File.SetUnixFileMode(Directory.CreateDirectory(In("." + name, folder)).FullName, ForAll);
    }

    /// <summary>Makes it number its mails anew, as a restored backup does: another UIDVALIDITY, other UIDs.</summary>
    public void Renumber()
    {
        foreach (var file in Directory.EnumerateFiles(In(), "dovecot*"))
            File.Delete(file);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        var log = Path.Combine(_directory.Path, "log");
        TestContext.Current.TestOutputHelper?.WriteLine(File.Exists(log) ? await File.ReadAllTextAsync(log, CancellationToken.None) : "");
        _directory.Dispose();
    }

    private string In(params string[] names) => Path.Combine([_directory.Path, "mail", .. names]);

    private async Task AnswersAsync()
    {
        var limit = Patience.Token;
        while (true)
        {
            using var socket = new System.Net.Sockets.TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", Port, limit);
                return;
            }
            catch (System.Net.Sockets.SocketException) when (!_process!.HasExited)
            {
                await Task.Yield();
            }
        }
    }

    private string OAuth() => _settings.Split('\n').First(line => line.Contains("tokeninfo_url", StringComparison.Ordinal)).TrimStart('#', ' ')
        + "\nintrospection_mode = auth\nusername_attribute = email\n";

    private string Configuration() => $$"""
        base_dir = {{_directory.Path}}/run
        state_dir = {{_directory.Path}}/run
        log_path = {{_directory.Path}}/log
        protocols = imap
        ssl = required
        ssl_cert = <{{_directory.Path}}/tls.crt
        ssl_key = <{{_directory.Path}}/tls.key
        mail_location = maildir:{{In()}}
        auth_mechanisms = plain oauthbearer xoauth2
        passdb {
          driver = static
          args = password={{Password}}
          mechanisms = plain
        }
        userdb {
          driver = static
          args = uid=nobody gid=nogroup home={{In()}}
        }
        service imap-login {
          chroot =
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            address = 127.0.0.1
            port = {{Port}}
            ssl = yes
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        {{_settings.Replace("OAUTH_CONF", Path.Combine(_directory.Path, "oauth.conf"), StringComparison.Ordinal)}}
        """;
}
