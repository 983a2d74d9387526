using Mail2Alert.Alerts;

namespace Mail2Alert.Storage;

/// <summary>The last state of one alert.</summary>
internal sealed record RememberedAlert(string Source, string Key, AlertState State, DateTimeOffset ChangedAt);
