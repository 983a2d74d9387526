using Mail2Alert.Fuzz.Targets;

namespace Mail2Alert.Fuzz;

/// <summary>What can be fuzzed, by the name of its folder in the corpus.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyDictionary<string, FuzzTarget> All { get; } = new SortedDictionary<string, FuzzTarget>(StringComparer.Ordinal)
    {
        ["address"] = AddressTarget.Run,
        ["command"] = CommandTarget.Run,
        ["data"] = DataTarget.Run,
        ["dialogue"] = DialogueTarget.Run,
        ["proxy"] = ProxyTarget.Run,
    };
}
