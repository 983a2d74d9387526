using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Channels;

/// <summary>What services that keep incidents know <see cref="Telling.Alert"/> by.</summary>
internal static class TestIncident
{
    public const string Key = "5e2ac723ce169201d70a9b6a0e397e23";

    /// <summary>The same in another state.</summary>
    public static Alert Of(string status = nameof(AlertStatus.Firing), string severity = nameof(Severity.Error)) =>
        Telling.Alert with { Status = Enum.Parse<AlertStatus>(status), Severity = Enum.Parse<Severity>(severity) };
}
