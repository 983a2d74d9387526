using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>
/// What Python's <c>str()</c> makes of a value that YAML 1.1 reads without quotes: <c>yes</c> is True, <c>0777</c> is 511. Mailrise took its
/// users' passwords so.
/// </summary>
internal static partial class PythonText
{
    public static string Of(YamlValue.Text text) => !text.IsPlain || text.Tag is not null ? text.Value
        : IsTrue().IsMatch(text.Value) ? "True"
        : IsFalse().IsMatch(text.Value) ? "False"
        : Number(text.Value) ?? text.Value;

    private static string? Number(string text)
    {
        if (!Integer().IsMatch(text))
            return null;
        var digits = text.Replace("_", "", StringComparison.Ordinal).TrimStart('+', '-');
        var number = digits.StartsWith("0x", StringComparison.Ordinal) ? Sum(digits[2..], 16)
            : digits.StartsWith("0b", StringComparison.Ordinal) ? Sum(digits[2..], 2)
            : digits is ['0', _, ..] ? Sum(digits[1..], 8)
            : Sum(digits, 10);
        return (text[0] == '-' ? -number : number).ToString(CultureInfo.InvariantCulture);
    }

    private static BigInteger Sum(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));

    [GeneratedRegex(@"^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)\z")]
    private static partial Regex IsTrue();

    [GeneratedRegex(@"^(?:no|No|NO|false|False|FALSE|off|Off|OFF)\z")]
    private static partial Regex IsFalse();

    [GeneratedRegex(@"^[-+]?(?:0b[01_]*[01][01_]*|0x[0-9a-fA-F_]*[0-9a-fA-F][0-9a-fA-F_]*|0[0-7_]*|[1-9][0-9_]*)\z")]
    private static partial Regex Integer();
}
