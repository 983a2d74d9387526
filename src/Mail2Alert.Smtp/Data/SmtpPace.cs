using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Data;

/// <summary>
/// How patient to be with a client inside one message. It starts with <see cref="SmtpServerOptions.DataTimeout"/> to waste; each wait takes from
/// that, and each octet gives back its share of a second. So silence ends after that time, a trickle soon after, and whoever keeps up the least
/// rate never runs out.
/// </summary>
/// <remarks>Only waiting for the client counts. While we write to disk, what it sends piles up in the pipe and costs it no time.</remarks>
internal sealed class SmtpPace(SmtpServer server)
{
    private TimeSpan _toWaste = server.Options.DataTimeout;
    private TimeSpan _left = server.Options.MaxMessageTime;
    private long _since;

    /// <summary>What came, kept or not.</summary>
    public long Octets { get; private set; }

    /// <summary>What is left for the whole message while the client is waited for.</summary>
    public SmtpPatience Left => new(_left - Waited, SmtpLimit.MessageTime);

    private TimeSpan Waited => server.Time.GetElapsedTime(_since);

    private SmtpPatience Waste =>
        new(_toWaste, _toWaste < server.Options.DataTimeout ? SmtpLimit.DataRate : SmtpLimit.DataTime);

    /// <summary>A wait for the message's octets begins.</summary>
    public SmtpPatience Wait()
    {
        Pause();
        return Waste.OrSooner(Left);
    }

    /// <summary>It ends with these.</summary>
    public void Received(long octets)
    {
        var waited = Waited;
        Octets += octets;
        _left -= waited;
        var rest = _toWaste - waited + TimeSpan.FromSeconds((double)octets / server.Options.MinDataRate);
        _toWaste = rest < server.Options.DataTimeout ? rest : server.Options.DataTimeout;
    }

    /// <summary>The client is between two chunks, where commands have a clock of their own and only the whole goes on.</summary>
    public void Pause() => _since = server.Time.GetTimestamp();

    /// <summary>The next chunk begins.</summary>
    public void Resume() => _left -= Waited;
}
