using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>One of Mailrise's <c>configs</c>: addresses, and who is told of mail to them.</summary>
/// <param name="Key">The addresses, as written.</param>
/// <param name="From">Whose mail it is about, as written; null for anybody's.</param>
/// <param name="Recipient">The same, understood and named.</param>
/// <param name="Urls">Who is told.</param>
/// <param name="Title">Mailrise's template; null for its default.</param>
/// <param name="Body">Mailrise's template; null for its default.</param>
internal sealed record MailriseConfig(
    YamlValue.Text Key, YamlValue.Text? From, MailriseRecipient Recipient, IReadOnlyList<YamlValue.Text> Urls, YamlValue.Text? Title, YamlValue.Text? Body)
{
    public string Name => Recipient.Name;
}
