using System.Text.RegularExpressions;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>The parts of Apprise's <c>slack://</c>: tokens first, and then places.</summary>
/// <param name="Tokens">One of a bot, or those of a webhook's address.</param>
/// <param name="Path">What the webhook's address begins with; null for a bot.</param>
/// <param name="Named">The places, each perhaps with <c>:</c> and a thread behind it.</param>
internal sealed partial record SlackPlaces(IReadOnlyList<string> Tokens, string? Path, IReadOnlyList<string> Named)
{
    public string Host { get; private init; } = "hooks.slack.com";

    public string? Mistake { get; private init; }

    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>The bot's token; null for a webhook.</summary>
    public Secret? Bot => Path is null ? new Secret(Tokens[0]) : null;

    public static SlackPlaces Of(TargetUrl url)
    {
        ChatKeys.Ignore(url);
        url.Ignore("blocks", "a message is always a card with a colour", "no");
        string[] parts = [.. (url.Take("token") ?? "").Split('/'), url.Host, .. url.Path];
        parts = [.. parts.Where(part => part.Length > 0)];
        var (path, count) = Way(url.Take("mode")?.ToLowerInvariant() ?? "", parts.FirstOrDefault() ?? "");
        if (parts.Length < count || !parts.Take(count).All(part => IsToken(part, isBot: path is null)))
            return Wrong("expected slack://xoxb-TOKEN/#channel for a bot, or slack://A/B/C with the three parts of a webhook's address");
        string[] places = [.. parts.Skip(count).Concat(url.TakeList("to")).Select(Name).Distinct()];
        if (places.Any(place => place.Length == 0))
            return Wrong("expected #channel, @user or +ID as the place; of a person known by a mail address, take the id from the profile in Slack");
        return new SlackPlaces(parts[..count], path, path is null && places is [] ? ["#general"] : places)
        {
            Host = IsGovernment(url) ? "hooks.slack-gov.com" : "hooks.slack.com",
            Warnings = path is null && places is [] ? ["it names no channel, which means #general"] : [],
        };
    }

    // Apprise takes the beginning of a mode for it.
    private static (string? Path, int Count) Way(string mode, string first) => mode switch
    {
        ['b', ..] => (null, 1),
        ['w', ..] => ("workflows", 4),
        ['t', ..] => ("triggers", 3),
        ['h' or 'g', ..] => ("services", 3),
        _ => SlackGrammar.IsBotToken(first) ? (null, 1) : ("services", 3),
    };

    private static bool IsGovernment(TargetUrl url) => url.Take("mode") is ['g' or 'G', ..];

    private static bool IsToken(string part, bool isBot) => isBot ? SlackGrammar.IsBotToken(part) : HookPart().IsMatch(part);

    // Without a mark it is a channel's name, or an id of Slack's. Empty when it is neither.
    private static string Name(string part)
    {
        if (Place().Match(part) is not { Success: true } match)
            return "";
        var name = match.Groups["name"].Value;
        var mark = match.Groups["mark"].Value switch { "" when !Id().IsMatch(name) => "#", "+" => "", var given => given };
        return $"{mark}{name}{match.Groups["thread"].Value}";
    }

    private static SlackPlaces Wrong(string mistake) => new([], null, []) { Mistake = mistake };

    [GeneratedRegex(@"^[A-Za-z0-9]+\z")]
    private static partial Regex HookPart();

    [GeneratedRegex(@"^(?<mark>[#+@]?)(?<name>[^\s\p{C}:#@+/,<>]{1,80})(?<thread>:[0-9]{1,20}\.[0-9]{1,10})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex(@"^[CDGUW][A-Z0-9]{6,20}\z")]
    private static partial Regex Id();
}
