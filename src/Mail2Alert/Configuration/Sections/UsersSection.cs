using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>users</c>: names and passwords, and as whom they may send. From here on only hashes are kept.</summary>
internal static class UsersSection
{
    public static IReadOnlyDictionary<string, UserSettings> Read(Section? section)
    {
        var users = new Dictionary<string, UserSettings>(StringComparer.Ordinal);
        foreach (var (name, value) in section?.Entries ?? [])
        {
            if (!SmtpUserStore.IsName(name.Value))
                section!.Problems.Error(name.At, $"a user's name has 1 to 255 characters and no control character, found {name.Quoted}");
            else if ((value is YamlValue.Map ? ReadKeys(section!, name) : ReadPassword(section!, name.Value, name)) is { } user)
                users[name.Value] = user;
        }
        return users;
    }

    private static UserSettings? ReadKeys(Section section, YamlValue.Text name)
    {
        var user = section.Map(name.Value)!;
        if (!user.Has("password"))
            section.Problems.Error(user.At, $"the user {name.Quoted} expects a key 'password'");
        var read = ReadPassword(user, "password", name);
        var senders = AddressPatterns.Read(user, "senders");
        user.Finish();
        return read is null ? null : read with { Senders = senders };
    }

    private static UserSettings? ReadPassword(Section section, string key, YamlValue.Text name)
    {
        // Elsewhere such a key counts as not there; here, a user would be shut out without a word.
        if (section.Take(key) is YamlValue.Text { HasReference: true, Value: "" })
            section.Problems.Error(name.At, $"the password of {name.Quoted} is empty");
        return Credential(section, key, name) is { } credential ? new UserSettings(credential) : null;
    }

    private static SmtpCredential? Credential(Section section, string key, YamlValue.Text name)
    {
        if (SecretText.Read(section, key) is not { } secret)
            return null;
        if (!SmtpCredential.IsStoredForm(secret.Reveal()))
            return Hash(section, name, secret);
        if (SmtpCredential.TryParse(secret.Reveal(), out var credential))
            return credential;
        section.Problems.Error(name.At, $"the stored password of {name.Quoted} is damaged; make a new one with 'mail2alert hash-password'");
        return null;
    }

    private static SmtpCredential? Hash(Section section, YamlValue.Text name, Secret secret)
    {
        if (SmtpCredential.IsPassword(secret.Reveal()))
            return SmtpCredential.FromPassword(secret.Reveal());
        section.Problems.Error(name.At, $"the password of {name.Quoted} is longer than 255 characters, or is no text");
        return null;
    }
}
