using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Mail;

internal static class MailPredicates
{
    /// <summary>True when every word occurs in the subject, in any case and anywhere, even inside another word (as mail2alert-py).</summary>
    public static Predicate InSubject { get; } = new(
        "mail.in_subject",
        ["word"],
        words => alert => words.All(word => alert.Title.Contains(word, StringComparison.OrdinalIgnoreCase)).ToTruth(),
        TakesMore: true);
}
