using Mail2Alert.Channels;
using Mail2Alert.Configuration;
using Mail2Alert.Routing;

namespace Mail2Alert.Cli.Telling;

/// <summary>The targets that a command line names: as they are, or by their receivers.</summary>
/// <param name="Targets">Each with the receiver that has it, where it was named by that.</param>
/// <param name="Mistake">What is wrong; null when nothing is.</param>
internal sealed record AskedTargets(IReadOnlyList<(Target Target, Receiver? Receiver)> Targets, string? Mistake)
{
    public static AskedTargets Of(Mail2AlertConfiguration configuration, IReadOnlyList<string> targets, IReadOnlyList<string> receivers)
    {
        var parsed = targets.Select(TargetGrammar.Parse).ToList();
        var known = receivers.Select(name => configuration.Receivers.FirstOrDefault(receiver => receiver.Name == name)).ToList();
        var unknown = known.IndexOf(null);
        return new AskedTargets(
            [
                .. parsed.SelectMany(one => one.Targets).Select(target => (target, (Receiver?)null)),
                .. known.OfType<Receiver>().SelectMany(receiver => receiver.Targets.Select(target => (target, (Receiver?)receiver))),
            ],
            parsed.FirstOrDefault(one => one.Mistake is not null)?.Mistake ?? (unknown < 0 ? null : $"there is no receiver '{receivers[unknown]}'"));
    }
}
