using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A receiver, and where its name and that of its fallback stand.</summary>
internal sealed record WrittenReceiver(YamlValue.Text Name, Receiver Receiver, YamlValue.Text? Fallback = null);
