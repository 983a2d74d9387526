using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>users</c>: names and passwords. From here on only hashes are kept.</summary>
internal static class UsersSection
{
    public static IReadOnlyDictionary<string, SmtpCredential> Read(Section? section)
    {
        var users = new Dictionary<string, SmtpCredential>(StringComparer.Ordinal);
        foreach (var (name, value) in section?.Entries ?? [])
        {
            if (!SmtpUserStore.IsName(name.Value))
                section!.Problems.Error(name.At, $"a user's name has 1 to 255 characters and no control character, found {name.Quoted}");
            // Elsewhere such a key counts as not there; here, a user would be shut out without a word.
            else if (value is YamlValue.Text { HasReference: true, Value: "" })
                section!.Problems.Error(name.At, $"the password of {name.Quoted} is empty");
            else if (Credential(section!, name) is { } credential)
                users[name.Value] = credential;
        }
        return users;
    }

    private static SmtpCredential? Credential(Section section, YamlValue.Text name)
    {
        if (SecretText.Read(section, name.Value) is not { } secret)
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
