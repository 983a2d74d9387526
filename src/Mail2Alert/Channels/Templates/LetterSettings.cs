using System.Collections.Immutable;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Templates;

/// <summary>What the configuration says of letters.</summary>
internal sealed record LetterSettings
{
    public static LetterSettings Default { get; } = new();

    /// <summary>Which files go along.</summary>
    public FilePolicy Files { get; init; } = FilePolicy.Default;

    /// <summary>How a channel says it where neither route nor receiver says otherwise, by the channel's name.</summary>
    public ImmutableDictionary<string, Wording> Channels { get; init; } = ImmutableDictionary<string, Wording>.Empty;
}
