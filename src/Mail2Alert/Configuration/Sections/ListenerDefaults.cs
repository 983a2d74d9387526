using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What the file says for all listeners that say nothing else.</summary>
/// <param name="Rules">With all users.</param>
/// <param name="RequireTls">Whether TLS is asked for.</param>
/// <param name="Networks">Where the file says who may send; null when it does not.</param>
internal sealed record ListenerDefaults(ListenerRules Rules, bool RequireTls, Position? Networks);
