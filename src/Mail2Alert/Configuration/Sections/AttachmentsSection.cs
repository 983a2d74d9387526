using System.Globalization;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>attachments</c>: which files of a mail go along with an alert.</summary>
internal static partial class AttachmentsSection
{
    // As many as Discord takes with one message; no service takes more.
    private const int MostFiles = 10;

    public static FilePolicy Read(Section? section)
    {
        if (section is null)
            return FilePolicy.Default;
        var policy = new FilePolicy
        {
            Types = section.Has("types") ? Types(section) : FilePolicy.Default.Types,
            Most = section.Value("most", FilePolicy.Default.Most, $"a number from 0 to {MostFiles}", ParseMost),
            Size = section.Value("size", FilePolicy.Default.Size, Sizes.Expected, Sizes.Parse),
            Names = section.Has("names") ? [.. section.Texts("names", "a name such as '*.log', or a list of them").Select(text => text.Value)] : null,
        };
        section.Finish();
        return policy;
    }

    private static List<string> Types(Section section)
    {
        var types = section.Texts("types", "a media type such as image/png or image/*, or a list of them");
        foreach (var type in types.Where(type => !MediaType().IsMatch(type.Value)))
            section.Problems.Error(type.At, $"{type.Quoted} is no media type; expected one such as image/png or image/*");
        return [.. types.Select(type => type.Value.ToLowerInvariant())];
    }

    private static int? ParseMost(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most <= MostFiles ? most : null;

    [GeneratedRegex(@"^(?:\*|[A-Za-z0-9!#$&^_.+-]+)/(?:\*|[A-Za-z0-9!#$&^_.+-]+)\z")]
    private static partial Regex MediaType();
}
