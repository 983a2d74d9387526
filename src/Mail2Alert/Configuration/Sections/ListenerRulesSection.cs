using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What a listener says of who may send what to whom; the file speaks where it is silent.</summary>
internal static class ListenerRulesSection
{
    private static readonly string[] ByAddress = ["networks", "auth-in-clear"];

    public static ListenerRules Read(Section section, ListenAddress? address, ListenerRules defaults)
    {
        foreach (var key in ByAddress.Where(key => address is ListenAddress.Unix && section.Has(key)))
            section.Problems.Error(section.Where(key), $"'{key}' means nothing on a Unix socket, whose clients have no addresses; 'mode' says who may connect");
        return defaults with
        {
            Networks = NetworksSection.Read(section.Take("networks"), defaults.Networks, section.Problems),
            Users = section.Has("users") ? Users(section, defaults.Users) : defaults.Users,
            AuthInClear = NetworksSection.ReadAuthInClear(section.Take("auth-in-clear"), defaults.AuthInClear, section.Problems),
            Senders = AddressPatterns.Read(section, "senders"),
            Recipients = AddressPatterns.Read(section, "recipients"),
        };
    }

    private static List<string> Users(Section section, IReadOnlyList<string> known)
    {
        var names = section.Texts("users", "the name of a user, or a list of them");
        foreach (var name in names.Where(name => !known.Contains(name.Value)))
            section.Problems.Error(name.At, $"there is no user {name.Quoted} under the file's 'users'{Suggestion.For(name.Value, known)}");
        return [.. names.Select(name => name.Value)];
    }
}
