using System.Net;
using Mail2Alert.Channels;

namespace Mail2Alert.Cli.Sending;

/// <summary>This machine in mail addresses: <c>root</c> here is <c>root@nas.example.com</c> to others.</summary>
/// <param name="name">The domain.</param>
internal sealed class MailName(string name)
{
    // Where Debian keeps "the visible mail name of the system" (mailname(5)).
    private const string NameFile = "/etc/mailname";

    public string Name => name;

    /// <summary>What the system says; <c>localhost</c> when it says nothing that could stand in an address.</summary>
    public static MailName OfSystem()
    {
        var written = File.Exists(NameFile) ? File.ReadLines(NameFile).FirstOrDefault()?.Trim() : null;
        return new(((string?[])[written, Dns.GetHostName()]).OfType<string>().FirstOrDefault(name => MailAddress.IsValid($"x@{name}")) ?? "localhost");
    }

    /// <summary>The address with a domain.</summary>
    public string Complete(string address) => address.Length == 0 || address.Contains('@') ? address : $"{address}@{name}";
}
