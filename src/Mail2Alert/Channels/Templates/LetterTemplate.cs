using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Mail2Alert.Channels.Templates;

/// <summary>A text with fields in it, in one dialect. It has no loops, and so works no longer than it is.</summary>
internal sealed class LetterTemplate(string source, HandlebarsTemplate<TextWriter, object, object> write)
{
    /// <summary>True when it writes a field of that name.</summary>
    public bool Mentions(string name) => Regex.IsMatch(source, $@"\{{\{{[^}}]*\b{name}\b", RegexOptions.NonBacktracking);

    /// <param name="fields">The fields.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="most">After so many characters it ends.</param>
    public string Render(IReadOnlyDictionary<string, string> fields, IEnumerable<KeyValuePair<string, string>> labels, int most)
    {
        using var written = new BoundedWriter(most);
        var context = fields.ToDictionary(field => field.Key, object (field) => field.Value);
        context[LetterFields.Labels] = labels.ToDictionary(label => label.Key, label => label.Value);
        write(written, context, new object());
        return written.ToString().Trim();
    }
}
