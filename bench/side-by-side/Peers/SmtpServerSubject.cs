using System.Globalization;
using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>npm's smtp-server, which is a receiver only.</summary>
internal sealed class SmtpServerSubject : Subject
{
    public override string Name => Subjects.SmtpServer;

    public override bool IsCompiledLate => true;

    public override bool Does(Work work) => work == Work.Accept;

    public override Task<Launch> PrepareAsync(Setting setting, CancellationToken stop) => Task.FromResult(new Launch(
        "node",
        Path.Combine(AppContext.BaseDirectory, "Peers", "smtp-server.cjs"),
        Path.Combine(setting.Options.Packages, "node_modules", "smtp-server"),
        setting.Port.ToString(CultureInfo.InvariantCulture)));
}
