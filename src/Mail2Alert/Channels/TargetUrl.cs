using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert.Channels;

/// <summary>
/// A target's URL, taken apart as Apprise does it (its <c>utils/parse.py</c>), which is not RFC 3986: the query begins at the first '?', so that
/// '#' may begin a part of the path. It remembers which keys were asked for: the others have no effect, and that is told.
/// </summary>
internal sealed partial class TargetUrl
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ignored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _headers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private TargetUrl(string text, string scheme) => (Text, Scheme) = (text, scheme);

    /// <summary>As written, secrets included.</summary>
    public string Text { get; }

    /// <summary>In lower case.</summary>
    public string Scheme { get; }

    /// <summary>Before the '@', decoded; null when there is none.</summary>
    public string? User { get; private set; }

    /// <summary>Decoded; null when there is none.</summary>
    public string? Password { get; private set; }

    /// <summary>As written; in services with one address of their own it is the first part of the path.</summary>
    public string Host { get; private set; } = "";

    public int? Port { get; private set; }

    /// <summary>The parts of the path, decoded.</summary>
    public IReadOnlyList<string> Path { get; private set; } = [];

    /// <summary>Keys written <c>+name=</c>: fields of the HTTP header.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>Keys written <c>-name=</c>: for the query of the request.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>Keys written <c>:name=</c>: for the body of the request.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>Keys that nobody has asked for.</summary>
    public IEnumerable<string> Untaken => _keys.Keys.Where(key => !_taken.Contains(key));

    /// <summary>Host and port, as they stand in an address.</summary>
    public string Authority => Port is { } port ? $"{Host}:{port.ToString(CultureInfo.InvariantCulture)}" : Host;

    /// <summary>Null when it is none.</summary>
    public static TargetUrl? Parse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var url = new TargetUrl(text, match.Groups["scheme"].Value.ToLowerInvariant());
        url.ReadKeys(match.Groups["query"].Value);
        url.ReadPlace(match.Groups["place"].Value);
        url.User = url.Take("user") ?? url.User;
        url.Password = url.Take("pass") ?? url.Take("password") ?? url.Password;
        url.Port = int.TryParse(url.Take("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : url.Port;
        return url;
    }

    /// <summary>The value of a key, decoded and trimmed; null when it is not there.</summary>
    public string? Take(string key)
    {
        _taken.Add(key);
        return _keys.GetValueOrDefault(key);
    }

    /// <summary>Takes a key of Apprise's that changes nothing here. Unless it asks for what is done anyway, that is told.</summary>
    /// <param name="key">The key.</param>
    /// <param name="why">What is done instead, in words that follow a colon.</param>
    /// <param name="anyway">The value that asks for what is done: <c>yes</c> and <c>no</c> as people write them; null when none does.</param>
    public void Ignore(string key, string why, string? anyway = null)
    {
        if (!_taken.Add(key) || _keys.GetValueOrDefault(key)?.ToLowerInvariant() is not { } value)
            return;
        if (!(anyway switch { "no" => No().IsMatch(value), "yes" => Yes().IsMatch(value), _ => value == anyway }))
            _ignored[key] = why;
    }

    /// <summary>What of it has no effect, in sentences.</summary>
    /// <param name="channel">On what, for people.</param>
    public IEnumerable<string> WarningsOn(string channel) => _keys.Keys
        .Where(key => !_taken.Contains(key) || _ignored.ContainsKey(key))
        .Select(key => $"'{Printable.Of(key)}' has no effect on {channel}{(_ignored.TryGetValue(key, out var why) ? $": {why}" : "")}");

    /// <summary>As Apprise reads what people write for yes and no.</summary>
    public bool TakeFlag(string key, bool otherwise) => Take(key)?.ToLowerInvariant() switch
    {
        null => otherwise,
        var text when No().IsMatch(text) => false,
        var text when Yes().IsMatch(text) => true,
        _ => otherwise,
    };

    public TimeSpan TakeSeconds(string key, TimeSpan otherwise, TimeSpan most) =>
        double.TryParse(Take(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= most.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : otherwise;

    /// <summary>Several values, between commas or white space, in their order and each once.</summary>
    public IReadOnlyList<string> TakeList(string key) =>
        [.. (Take(key) ?? "").Split([',', ';', '[', ']', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The name of one target in it.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="place">Which of the places in this URL; empty when there is but one.</param>
    /// <param name="shown">What people see of it, without secrets.</param>
    public TargetName Named(string channel, string place, string shown) => new(channel, place.Length == 0 ? Text : $"{Text} {place}", shown);

    private void ReadKeys(string query)
    {
        foreach (var pair in query.Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(equals < 0 ? pair : pair[..equals]).Trim();
            var value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]).Trim();
            if (name is "")
                continue;
            var keys = name[0] switch { '+' => _headers, '-' => _parameters, ':' => _fields, _ => _keys };
            if (keys == _keys)
                keys[name.ToLowerInvariant()] = value;
            else
                keys[name[1..]] = value;
        }
    }

    private void ReadPlace(string place)
    {
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? place : place[..slash];
        Path = slash < 0 ? [] : [.. place[slash..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            var login = authority[..at].Split(':', 2);
            User = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null;
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null;
            authority = authority[at..].TrimStart('@');
        }
        var colon = authority.LastIndexOf(':');
        var hasPort = int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && colon > 0 && port is > 0 and < 65536;
        (Host, Port) = hasPort ? (authority[..colon], port) : (authority, (int?)null);
    }

    [GeneratedRegex(@"^\s*(?<scheme>[A-Za-z0-9]{1,32}):[/\\]+(?<place>[^?]*)(?:\?(?<query>.*))?\z", RegexOptions.Singleline)]
    private static partial Regex Shape();

    [GeneratedRegex("^(?:de|di|ne|f|n|no|of|0|fa)")]
    private static partial Regex No();

    [GeneratedRegex("^(?:en|al|t|y|ye|on|1|tr)")]
    private static partial Regex Yes();
}
