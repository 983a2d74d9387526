using Mail2Alert.Channels.Webhooks;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Templates of webhooks, checked as those of sources are.</summary>
internal static class HookTemplateText
{
    public static HookTemplate Read(YamlValue.Text text, HookEncoding encoding, IReadOnlyList<string> names, Problems problems)
    {
        new TemplateText(names, problems) { IsThorough = true }.Read(text);
        return new HookTemplate(text.Value, encoding);
    }
}
