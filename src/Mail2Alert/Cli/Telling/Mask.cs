using System.Text.RegularExpressions;
using Mail2Alert.Channels;
using Mail2Alert.Routing;

namespace Mail2Alert.Cli.Telling;

/// <summary>Hides the secrets of a target: all parts of its URL that are not in the text which people see of it.</summary>
internal sealed partial class Mask(Target target)
{
    private const string Hidden = "***";

    // What is shorter is in every second word.
    private const int Shortest = 4;

    private readonly IReadOnlyList<string> _secrets = Secrets(target);

    public string Of(string text) => _secrets.Aggregate(text, (masked, secret) => masked
        .Replace(secret, Hidden, StringComparison.Ordinal)
        .Replace(Uri.EscapeDataString(secret), Hidden, StringComparison.Ordinal));

    public string OfHeader(string name, string value) => SecretName().IsMatch(name) ? Hidden : Of(value);

    private static List<string> Secrets(Target target)
    {
        if (TargetUrl.Parse(target.Address) is not { } url)
            return [];
        IEnumerable<string?> parts =
        [
            url.User, url.Password, url.Host, .. url.Path, .. url.Path.SelectMany(part => part.Split(':', ' ', '/', '@')), .. url.Headers.Values, .. url.Parameters.Values, .. url.Fields.Values,
            .. url.Untaken.ToList().Where(key => SecretName().IsMatch(key)).Select(url.Take),
        ];
        return [.. parts.OfType<string>().Where(part => part.Length >= Shortest && !target.Text.Contains(part, StringComparison.Ordinal)).Distinct().OrderByDescending(part => part.Length)];
    }

    [GeneratedRegex("auth|key|token|secret|signature|cookie|pass|sid", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
