using System.Globalization;
using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>Numbers of octets as people write them: <c>25MiB</c> (binary), <c>10 MB</c> (decimal), or bare.</summary>
internal static partial class Sizes
{
    public const string Expected = "a size from 1KiB to 1TiB, such as 25MiB, 10 MB or 1048576";

    private const long Kibi = 1024;

    public static long? Parse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var size = long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * Unit(match.Groups[2].Value);
        return size is >= Kibi and <= Kibi * Kibi * Kibi * Kibi ? size : null;
    }

    private static long Unit(string name) => name.ToUpperInvariant() switch
    {
        "KB" => 1000,
        "MB" => 1000 * 1000,
        "GB" => 1000 * 1000 * 1000,
        "KIB" => Kibi,
        "MIB" => Kibi * Kibi,
        "GIB" => Kibi * Kibi * Kibi,
        _ => 1,
    };

    // Nine digits of GiB do not overflow; nobody writes 1 TiB in single octets.
    [GeneratedRegex(@"^([0-9]{1,9}) ?([KMG]i?B|B)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
