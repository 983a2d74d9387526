using System.Text.Json.Nodes;

namespace Mail2Alert.Tests.Channels;

/// <summary>What was posted, compared by what it means.</summary>
internal static class Posted
{
    /// <summary>The order of members and white space count for nothing.</summary>
    public static void Same(string body, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(expected)).ShouldBeTrue(body);

    /// <summary>The texts at which a dialect must not stumble, and that cutting must not tear apart.</summary>
    public static CsCheck.Gen<string> Texts { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.OneOfConst("😀", "👩‍🚒", "&", "<", "\"", "*", "_", "`", "\\", "\n", "a", "å", "@all ", Telling.Hostile),
        CsCheck.Gen.Int[1, 6_000],
        (text, times) => string.Concat(Enumerable.Repeat(text, times)));
}
