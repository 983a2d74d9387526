using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Regular expressions whose named groups become fields.</summary>
/// <param name="problems">Where mistakes go.</param>
/// <param name="isOurs">True for what comes with the program.</param>
internal sealed class SourceExpressions(Problems problems, bool isOurs)
{
    /// <summary>The expression; null when it is none, which is then told.</summary>
    /// <param name="text">As written.</param>
    /// <param name="options">Beyond those of every expression.</param>
    /// <param name="mayFindNothing">True where it is enough that it matches.</param>
    public Regex? Read(YamlValue.Text text, RegexOptions options, bool mayFindNothing)
    {
        var (expression, mistake) = UserExpression.Parse(text.Value, options, isOurs);
        if (expression is null)
        {
            problems.Error(text.At, $"{text.Quoted} is not a regular expression: {mistake}");
            return null;
        }
        var names = Extraction.NamesOf(expression).ToList();
        if (names.Count == 0 && !mayFindNothing)
            problems.Error(text.At, $"{text.Quoted} finds nothing: name what it is to find, as in (?<host>\\S+)");
        foreach (var name in names)
            Check(name, text.At);
        return expression;
    }

    /// <summary>Tells when this cannot be the name of a field that is found.</summary>
    public void Check(string name, Position at)
    {
        if (CommonFields.ByName.ContainsKey(name))
            problems.Error(at, $"'{name}' is what every mail has: choose another name for what is found");
        else if (!SourceFieldName.IsOne(name))
            problems.Error(at, $"'{name}' cannot be the name of a field: {SourceFieldName.Expected}");
    }
}
