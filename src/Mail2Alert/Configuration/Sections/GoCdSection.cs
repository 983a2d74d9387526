using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source of the kind <c>gocd</c>.</summary>
internal static class GoCdSection
{
    public static GoCdSettings Read(string name, Section section)
    {
        var settings = new GoCdSettings
        {
            Name = name,
            Claim = ClaimSection.Read(section.Map("claim")),
            Url = UrlText.Web(section, "url", end: ""),
            PublicUrl = UrlText.Web(section, "public-url", end: ""),
            Login = LookupKeys.Login(section),
            OnFailure = LookupKeys.OnFailure(section, LookupFailure.Continue, LookupFailure.Defer),
            ForgetOnCancel = section.Value<bool>("forget-on-cancel", false, YamlFlag.Expected, YamlFlag.Parse),
        };
        return settings with
        {
            CacheFor = LimitsSection.Duration(section, "cache", settings.CacheFor),
            LookupTimeout = LimitsSection.Duration(section, "timeout", settings.LookupTimeout),
            MaxLookupSize = LimitsSection.Size(section, "lookup-size", settings.MaxLookupSize),
        };
    }
}
