using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>hostname</c>: what we call ourselves.</summary>
internal static partial class HostNameSection
{
    public static string Read(Section file)
    {
        const string Expected = "a host name such as alerts.example.com";
        if (file.Text("hostname", Expected) is not { } name)
            return Mail2AlertConfiguration.MachineName;
        if (HostName().IsMatch(name.Value))
            return name.Value;
        file.Problems.Error(name.At, $"'hostname' expects {Expected}, found {name.Quoted}");
        return Mail2AlertConfiguration.MachineName;
    }

    // RFC 1123 §2.1.
    [GeneratedRegex(@"^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$", RegexOptions.None, 1000)]
    private static partial Regex HostName();
}
