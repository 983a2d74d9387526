using System.Text.RegularExpressions;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>Where to read on: an address in the text, on a host that all samples name.</summary>
internal static partial class LinkProposal
{
    /// <summary>An expression with a group <c>link</c>; null when there is none.</summary>
    public static string? Of(IReadOnlyList<Sample> samples)
    {
        var links = samples.Select(sample => Links(sample).ToList()).ToList();
        var places = links.Select(these => these.Select(Place).ToHashSet()).ToList();
        // What is the same in every mail leads to the notifier, and not to what happened.
        var best = places[0].Where(place => places.TrueForAll(these => these.Contains(place)))
            .OrderByDescending(place => links.SelectMany(these => these.Where(link => Place(link) == place).Take(1)).Distinct().Count())
            .FirstOrDefault();
        return best is null ? null : $"(?<link>{Regex.Escape(best)}{End})";
    }

    private static IEnumerable<string> Links(Sample sample) => Link().Matches(new OpenMail(sample.Mail).Text).Take(20).Select(match => match.Value);

    private static string Place(string link) => link.IndexOf('/', link.IndexOf("//", StringComparison.Ordinal) + 2) is var end and > 0 ? link[..(end + 1)] : link;

    private const string End = @"[^\s<>""]*[^\s<>""').,;:\]]";

    [GeneratedRegex("https?://[^/\\s<>\"]+/" + End, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
