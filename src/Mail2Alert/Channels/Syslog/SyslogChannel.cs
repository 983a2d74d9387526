using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Syslog;

/// <summary>Syslog servers and the machine's own log. Delivered means that it was sent; by UDP nobody knows more.</summary>
internal sealed class SyslogChannel(ChannelTools tools) : IUrlChannel
{
    public static ChannelKind Kind { get; } = new("syslog", ["syslog", "rsyslog"], SyslogUrl.Read)
    {
        Form = "rsyslog://HOST/FACILITY",
        Limits = new MessageLimits(Title: 250, Text: 6000, LengthUnit.Utf8Bytes),
        HasLink = true,
        ShowsStatus = true,
    };

    public string Scheme => Kind.Name;

    public async Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (SyslogTarget)target;
        var letter = tools.Letters.Write(notification, own, Kind);
        var now = own.IsOldForm || own.Transport == SyslogTransport.Local ? tools.Clock.GetLocalNow() : tools.Clock.GetUtcNow();
        using var limit = new CancellationTokenSource(own.Options.Timeout, tools.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await new SyslogSender(tools.Clock).SendAsync(own, SyslogMessage.Write(letter, own, now, Dns.GetHostName()), either.Token);
            return new Outcome.Delivered();
        }
        catch (Exception trouble) when (trouble is SocketException or IOException or AuthenticationException)
        {
            return new Outcome.Retry($"{own.Text} did not take it: {Printable.Of(trouble.Message)}");
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Retry($"{own.Text} did not take it in time");
        }
    }
}
