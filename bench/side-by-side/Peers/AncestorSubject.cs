using Mail2Alert.SideBySide.Compare;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>A stand-in for the engine of mail2alert-py: each mail is parsed, gets other headers and is relayed on a connection of its own, and nothing else happens meanwhile.</summary>
internal sealed class AncestorSubject : Subject
{
    public override string Name => Subjects.Ancestor;

    public override bool Does(Work work) => work is Work.Relay or Work.Slow;

    public override Task<Launch> PrepareAsync(Setting setting, CancellationToken stop) => Task.FromResult(AiosmtpdSubject.Python("ancestor", setting));
}
