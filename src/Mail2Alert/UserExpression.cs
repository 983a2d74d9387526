using System.Text.RegularExpressions;

namespace Mail2Alert;

/// <summary>Regular expressions that people write, in the configuration or on the command line: they must not be able to stop a mail.</summary>
internal static class UserExpression
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <param name="pattern">As written.</param>
    /// <param name="options">Beyond those of every expression.</param>
    /// <param name="isOurs">
    /// True for what comes with the program, and was tried with hostile mail: the engine that tries one way after the other is ten times as fast
    /// on it, and takes a hundredth of the memory.
    /// </param>
    /// <returns>The expression, or what is wrong with it. The sentence does not repeat it.</returns>
    public static (Regex? Expression, string? Mistake) Parse(string pattern, RegexOptions options = RegexOptions.None, bool isOurs = false)
    {
        try
        {
            options |= RegexOptions.CultureInvariant;
            return (isOurs ? new Regex(pattern, options, Limit) : Compile(pattern, options), null);
        }
        catch (RegexParseException mistake)
        {
            return (null, $"{Words(mistake.Error)}, at character {mistake.Offset}");
        }
    }

    // Linear in the text where it can be; look-around and back-references need the other engine, and that one a limit.
    private static Regex Compile(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, Limit);
        }
    }

    // The framework's own message repeats the pattern; its name for the mistake says as much.
    private static string Words(RegexParseError error) =>
        string.Concat(error.ToString().Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).TrimStart();
}
