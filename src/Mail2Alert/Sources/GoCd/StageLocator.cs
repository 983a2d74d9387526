using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.GoCd;

/// <summary>
/// One run of a stage, as GoCD writes it: <c>webshop-build/1042/unit-test/1</c>. Names have no slash, space or bracket in them; a counter
/// may be the word <c>latest</c>.
/// </summary>
internal sealed partial record StageLocator(string Pipeline, string Counter, string Stage, string StageCounter)
{
    /// <summary>For use in other expressions. Each part ends where the next begins, so that nothing is tried twice.</summary>
    public const string Pattern =
        $"(?<pipeline>{Name})/(?<counter>{Count})/(?<stage>{Name})/(?<stageCounter>{Count})";

    /// <summary>Of a pipeline or a stage.</summary>
    public const string Name = "[A-Za-z0-9_-][A-Za-z0-9_.-]*";

    private const string Count = "[0-9]+|latest";

    /// <summary>The stage, whichever run.</summary>
    public string Key => $"{Pipeline}/{Stage}";

    public override string ToString() => $"{Pipeline}/{Counter}/{Stage}/{StageCounter}";

    /// <summary>The run at the end of the address of its page; null for another address.</summary>
    public static StageLocator? InUrl(string url) => AtEndOfUrl().Match(url) is { Success: true } match ? Of(match) : null;

    public static StageLocator Of(Match match) => new(
        match.Groups["pipeline"].Value,
        match.Groups["counter"].Value,
        match.Groups["stage"].Value,
        match.Groups["stageCounter"].Value);

    /// <summary>True when this run of the stage came before the other. False also when a counter that it depends on is no number.</summary>
    public bool IsBefore(StageLocator other) =>
        Number(Counter) < Number(other.Counter)
        || (Number(Counter) == Number(other.Counter) && Number(StageCounter) < Number(other.StageCounter));

    private static long? Number(string counter) =>
        long.TryParse(counter, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex($"/pipelines/{Pattern}$", RegexOptions.CultureInvariant)]
    private static partial Regex AtEndOfUrl();
}
