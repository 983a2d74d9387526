using Mail2Alert.Messages;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>A mail to learn from.</summary>
/// <param name="Name">Where it was read.</param>
/// <param name="Mail">The mail.</param>
internal sealed record Sample(string Name, Message Mail)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _lines = new(() => MailLines.Of(new OpenMail(Mail).Text));
    private readonly Lazy<IReadOnlyDictionary<string, string>> _own = new(() => OwnFields.Of(Mail));

    public string Subject { get; } = new OpenMail(Mail).Subject.Trim();

    /// <summary>The text's lines such as <c>Host: web1</c>.</summary>
    public IReadOnlyDictionary<string, string> Lines => _lines.Value;

    /// <summary>The header fields that are the notifier's own.</summary>
    public IReadOnlyDictionary<string, string> Own => _own.Value;

    /// <summary>The envelope's sender; empty for none.</summary>
    public string Sender => Mail.Envelope.Sender.ToString();
}
