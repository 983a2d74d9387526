using System.Text.RegularExpressions;
using Mail2Alert.Plugins;

namespace NewNotifier;

/// <summary>Makes alerts of mails such as <c>web1: disk is full</c> and <c>web1: disk is fine</c>.</summary>
internal sealed partial class NewNotifierReader(string site) : INotifier
{
    public ValueTask<IReadOnlyList<NotifierAlert>> ReadAsync(NotifierMail mail, CancellationToken cancellationToken) =>
        new(Subject().Match(mail.Subject) is { Success: true } match ? [Alert(match)] : []);

    private NotifierAlert Alert(Match match)
    {
        var (host, thing, state) = (match.Groups["host"].Value, match.Groups["thing"].Value, match.Groups["state"].Value);
        return new NotifierAlert
        {
            Key = $"{host}/{thing}",
            Status = state == "fine" ? NotifierStatus.Resolved : NotifierStatus.Firing,
            Event = state,
            Title = $"{site}: {thing} of {host} is {state}",
            Labels = new Dictionary<string, string> { ["host"] = host },
        };
    }

    [GeneratedRegex(@"^(?<host>\S+): (?<thing>\S+) is (?<state>\S+)$")]
    private static partial Regex Subject();
}
