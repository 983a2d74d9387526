using YamlDotNet.Core;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>The parser's complaints in the words of somebody who does not know how YAML is parsed.</summary>
internal static class YamlMistake
{
    public const string NoSuchAnchor = "refers to an anchor that does not exist; put a text that begins with '*' in quotes";

    public const string NotIndented = Begin + "what follows this '[' or '{' must be indented more than the line it is in";

    public const string Tag = Begin + "a text after this that begins with '!' needs quotes";

    private const string Begin = "this is not valid YAML: ";
    private const string Unterminated = "the quotes that open here are never closed";
    private const string BadIndentation = "this line is not indented like the one it belongs to";

    // What the parser says, and what that means nearly always. The first that fits is taken.
    private static readonly (string Said, string Meant)[] Known =
    [
        ("tab as indentation", "a tab indents this line; YAML wants spaces"),
        ("scanning an anchor or alias", "a text that begins with '*' or '&' needs quotes"),
        ("expected '-' indicator", "this line should begin with '- ' like those above it, or be indented less"),
        ("could not find expected ':'", "this line lacks a ':' and a value, or a '- ' at its beginning"),
        ("did not find expected ',' or ']'", "a list '[…]' is not closed, or a text in it needs quotes, as '${NAME}' does"),
        ("did not find expected ',' or '}'", "a mapping '{…}' is not closed, or a text in it needs quotes, as '${NAME}' does"),
        ("quoted scalar, found unexpected end", Unterminated),
        ("quoted scalar, found unexpected document indicator", Unterminated),
        ("unknown escape character", "a backslash means something else inside double quotes; use single quotes"),
        ("multiline plain scalar, found invalid mapping", "the line before lacks a ':' and a value, or a '- '"),
        ("plain scalar value, found invalid mapping", "a ': ' inside a text needs quotes around it, or this line is indented too far"),
        ("did not find expected key", BadIndentation),
        (" tag", "a text that begins with '!' needs quotes"),
        ("did not find expected node content", "a value is missing here, or it begins with a character that needs quotes"),
    ];

    public static (Position At, string Sentence) Explain(YamlException mistake, string text)
    {
        var at = new Position((int)Math.Max(1, mistake.Start.Line), (int)Math.Max(1, mistake.Start.Column));
        if (mistake.Message.Contains("tab as indentation", StringComparison.Ordinal))
            at = FirstTab(text) ?? at;
        return (at, $"{Begin}{Meaning(mistake.Message, text, at)}");
    }

    private static string Meaning(string said, string text, Position at)
    {
        if (said.Contains("cannot start any token", StringComparison.Ordinal))
            return $"a text that begins with '{CharacterAt(text, at)}' needs quotes";
        var known = Array.Find(Known, known => said.Contains(known.Said, StringComparison.Ordinal));
        return known.Meant ?? said.TrimEnd('.');
    }

    private static char CharacterAt(string text, Position at) =>
        Lines(text).ElementAtOrDefault(at.Line - 1)?.ElementAtOrDefault(at.Column - 1) ?? ' ';

    // The parser only knows that there is one.
    private static Position? FirstTab(string text)
    {
        var lines = Lines(text);
        var index = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t'));
        return index < 0 ? null : new Position(index + 1, lines[index].IndexOf('\t', StringComparison.Ordinal) + 1);
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
