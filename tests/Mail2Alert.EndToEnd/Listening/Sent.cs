using System.Globalization;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Listening;

/// <summary>One mail by another program.</summary>
internal static class Sent
{
    private const string Mail = "Subject: lunch\n\nAt twelve.\n";

    public static Task<Finished> BySwaksAsync(int port, params string[] more) => BySwaksAsync(["--server", $"127.0.0.1:{port}", .. more]);

    public static Task<Finished> BySwaksAsync(params string[] arguments) => Peer.RunAsync(
        Peer.Find("/usr/bin/swaks"), ["--helo", "client", "--from", "nas@example.com", "--to", "anna@example.com", "--data", "-", .. arguments], Mail);

    public static Task<Finished> ByCurlAsync(params string[] arguments) => Peer.RunAsync(
        Peer.Find("/usr/bin/curl"),
        ["-sS", "--mail-from", "nas@example.com", "--mail-rcpt", "anna@example.com", "--upload-file", "-", .. arguments],
        Mail);

    public static Task<Finished> ByPythonAsync(string path) => Peer.RunAsync(
        Peer.Find("/usr/bin/python3"),
        ["-c", string.Create(CultureInfo.InvariantCulture, $"""
            import smtplib, socket, sys
            class Unix(smtplib.SMTP):
                def _get_socket(self, host, port, timeout):
                    client = socket.socket(socket.AF_UNIX)
                    client.connect(host)
                    return client
            with Unix('{path}') as server:
                server.sendmail('nas@example.com', ['anna@example.com'], sys.stdin.read())
            """)],
        Mail);
}
