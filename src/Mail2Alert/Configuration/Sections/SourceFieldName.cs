using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Names of fields: what a group in an expression and a name in a template can both be.</summary>
internal static partial class SourceFieldName
{
    public const string Expected = "it has letters, digits and _, and begins with a letter";

    public static bool IsOne(string name) => Shape().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Shape();
}
