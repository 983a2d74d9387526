using System.Collections.Frozen;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Mail;

namespace Mail2Alert.Sources;

/// <summary>Every predicate that a rule can name.</summary>
internal static class SourcePredicates
{
    public static IReadOnlyDictionary<string, Predicate> ByName { get; } = new[]
    {
        MailPredicates.InSubject,
        GoCdPredicates.Any,
        GoCdPredicates.All,
        GoCdPredicates.InGroup,
        GoCdPredicates.NameLikeInGroup,
    }.ToFrozenDictionary(predicate => predicate.Name, StringComparer.Ordinal);
}
