namespace Mail2Alert.Plugins;

/// <summary>A setting is missing or wrong.</summary>
/// <param name="setting">Which one.</param>
/// <param name="why">What is wrong with it, without its value: <c>expects a number from 1 to 9</c>.</param>
public sealed class NotifierSettingsException(string setting, string why) : Exception($"'{setting}' {why}")
{
    /// <summary>Which one.</summary>
    public string Setting => setting;
}
