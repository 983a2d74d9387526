using System.Globalization;
using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>Debian's aiosmtpd with the handlers that it comes with: Sink, and Proxy.</summary>
internal sealed class AiosmtpdSubject : Subject
{
    public override string Name => Subjects.Aiosmtpd;

    public override bool Does(Work work) => work is Work.Accept or Work.Relay or Work.Slow or Work.Open;

    public override Task<Launch> PrepareAsync(Setting setting, CancellationToken stop) =>
        Task.FromResult(Python(setting.Work == Work.Accept ? "sink" : "proxy", setting));

    /// <summary>aiosmtpd_peer.py with one of its handlers.</summary>
    public static Launch Python(string handler, Setting setting) => new(
        "/usr/bin/python3",
        Path.Combine(AppContext.BaseDirectory, "Peers", "aiosmtpd_peer.py"),
        handler,
        setting.Port.ToString(CultureInfo.InvariantCulture),
        setting.Behind.ToString(CultureInfo.InvariantCulture));
}
