using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;

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
            Login = Login(section),
            OnFailure = OnFailure(section),
            ForgetOnCancel = section.Value<bool>("forget-on-cancel", false, YamlFlag.Expected, YamlFlag.Parse),
        };
        return settings with
        {
            CacheFor = LimitsSection.Duration(section, "cache", settings.CacheFor),
            LookupTimeout = LimitsSection.Duration(section, "timeout", settings.LookupTimeout),
            MaxLookupSize = LimitsSection.Size(section, "lookup-size", settings.MaxLookupSize),
        };
    }

    private static ApiLogin? Login(Section section)
    {
        var token = SecretText.Read(section, "token");
        var user = section.Text("user");
        var password = SecretText.Read(section, "password");
        if (section.Has("token") && (section.Has("user") || section.Has("password")))
            section.Problems.Error(section.Where("token"), "expected either 'token' or 'user' and 'password', found both");
        else if (section.Has("user") != section.Has("password"))
            section.Problems.Error(section.Where(section.Has("user") ? "user" : "password"), "expected 'user' and 'password' together");
        if (token is { } bearer)
            return new ApiLogin.Bearer(bearer);
        return user is not null && password is { } secret ? new ApiLogin.Basic(user.Value, secret) : null;
    }

    private static LookupFailure OnFailure(Section section) =>
        section.Value("on-failure", LookupFailure.Continue, "continue or defer", text => text switch
        {
            "continue" => LookupFailure.Continue,
            "defer" => LookupFailure.Defer,
            _ => (LookupFailure?)null,
        });
}
