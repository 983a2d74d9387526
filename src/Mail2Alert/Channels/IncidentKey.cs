using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels;

/// <summary>What services tell alerts apart by that keep one incident for each.</summary>
internal static class IncidentKey
{
    // News without a lasting state never ends; taken for more of what came before, it would tell nobody.
    public static string Of(Letter letter) => letter.Alert.Status == AlertStatus.Info ? letter.Key : letter.AlertKey;
}
