using System.Collections.Immutable;
using Mail2Alert.Channels;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>channels</c>: how a channel says it where neither route nor receiver says otherwise.</summary>
internal static class ChannelsSection
{
    public static ImmutableDictionary<string, Wording> Read(Section? section, LetterText letters)
    {
        var wordings = ImmutableDictionary.CreateBuilder<string, Wording>();
        foreach (var (name, _) in section?.Entries ?? [])
        {
            var inner = section!.Map(name.Value);
            if (Mistake(name) is { } mistake)
                section.Problems.Error(name.At, mistake);
            if (inner is not null && letters.Read(inner) is { } wording)
                wordings[name.Value] = wording;
            inner?.Finish();
        }
        return wordings.ToImmutable();
    }

    private static string? Mistake(YamlValue.Text name)
    {
        var known = ChannelCatalog.Kinds.Select(kind => kind.Name);
        return name.Value == TargetGrammar.Mail ? "a mail goes on as it came: mailto takes no template"
            : known.Contains(name.Value) ? null
            : $"there is no channel {name.Quoted}{Suggestion.For(name.Value, known)}";
    }
}
