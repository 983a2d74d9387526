using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A listener and its places in the file.</summary>
/// <param name="Settings">What it says.</param>
/// <param name="Url">Its address, as written.</param>
/// <param name="Networks">Where it is said who may send.</param>
internal sealed record WrittenListener(ListenerSettings Settings, YamlValue.Text Url, Position Networks);
