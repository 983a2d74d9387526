using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The events of the sources there are. Another name is only warned of: a later GoCD may have it.</summary>
internal static class EventNames
{
    public static IReadOnlyList<string> All { get; } =
        [.. GoCdEvent.All.Select(known => known.Name), .. ServerMail.Events, "building", MissingMail.MissingEvent, MissingMail.BackEvent, ExpiryBook.Event];

    public static void Check(YamlValue.Text text, Problems problems)
    {
        if (!All.Contains(text.Value) && text.Value != GoCdEvent.Unknown.Name)
            problems.Warning(text.At, $"GoCD has no event {text.Quoted}{Suggestion.For(text.Value, All)}");
    }
}
