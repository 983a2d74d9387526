using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Puts conditions together. None is left where all are mistakes, which are told.</summary>
internal static class Conditions
{
    public static Matcher All(IReadOnlyList<Matcher> conditions) => conditions switch
    {
        [] => new Matcher.Always(),
        [var only] => only,
        _ => new Matcher.All(conditions),
    };

    public static Matcher Any(IReadOnlyList<Matcher> conditions) => conditions switch
    {
        [] => new Matcher.Always(),
        [var only] => only,
        _ => new Matcher.Any(conditions),
    };
}
