using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Keys that all that asks an API has.</summary>
internal static class LookupKeys
{
    /// <summary><c>token</c>, or <c>user</c> and <c>password</c>.</summary>
    public static ApiLogin? Login(Section section)
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

    /// <summary><c>on-failure</c>, of those that make sense here.</summary>
    public static LookupFailure OnFailure(Section section, params LookupFailure[] known)
    {
        var words = known.Select(Word).ToList();
        return section.Value("on-failure", LookupFailure.Continue, $"{string.Join(", ", words[..^1])} or {words[^1]}", text =>
            words.IndexOf(text) is var index and >= 0 ? known[index] : null);
    }

    private static string Word(LookupFailure failure) => failure switch
    {
        LookupFailure.Defer => "defer",
        LookupFailure.Stale => "stale",
        _ => "continue",
    };
}
