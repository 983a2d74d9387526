using System.Globalization;
using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>Reads a point in time: <c>2026-11-23 10:00 Europe/Stockholm</c>. Without a zone it is the machine's, as under <c>times</c>.</summary>
internal static partial class MomentText
{
    public const string Expected = "a time such as '2026-11-23 10:00', '2026-11-23 10:00 Europe/Stockholm' or '2026-11-23T10:00:00+01:00'";

    /// <returns>Null for what is none, which is then told.</returns>
    public static Moment? Read(YamlValue.Text text, string key, Problems problems)
    {
        if (Shape().Match(text.Value) is not { Success: true } match || Clock(match) is not { } local)
        {
            problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}");
            return null;
        }
        if (Zone(match.Groups["zone"].Value) is not { } zone)
        {
            problems.Error(text.At, $"this machine knows no time zone {Shown.Quote(match.Groups["zone"].Value)}; names are those of the IANA database, such as Europe/Stockholm");
            return null;
        }
        if (zone.IsInvalidTime(local))
            problems.Error(text.At, $"{text.Quoted} never comes: clocks are put forward over it");
        return new Moment(new DateTimeOffset(local, zone.GetUtcOffset(local)), zone);
    }

    private static DateTime? Clock(Match match) => DateTime.TryParseExact(
        $"{match.Groups["date"].Value} {match.Groups["time"].Value}",
        ["yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out var local) ? local : null;

    private static TimeZoneInfo? Zone(string name)
    {
        if (name.Length == 0)
            return TimeZoneInfo.Local;
        if (name is "Z")
            return TimeZoneInfo.Utc;
        if (Offset().Match(name) is { Success: true } match)
            return Fixed(name, TimeSpan.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture) * (name[0] == '-' ? -1 : 1));
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    private static TimeZoneInfo Fixed(string name, TimeSpan offset) => TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);

    [GeneratedRegex(@"^(?<date>[12][0-9]{3}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?) ?(?<zone>\S*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    // ISO 8601 and RFC 3339; no place on earth is further from UTC.
    [GeneratedRegex(@"^[+-](?<time>(0[0-9]|1[0-3]):[0-5][0-9]|14:00)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Offset();
}
