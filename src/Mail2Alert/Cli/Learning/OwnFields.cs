using Mail2Alert.Messages;

namespace Mail2Alert.Cli.Learning;

/// <summary>Header fields that a notifier writes on its own account, and not those of mail servers, filters and mail programs in general.</summary>
internal static class OwnFields
{
    private static readonly string[] OfOthers =
    [
        "X-Spam", "X-Virus", "X-Original", "X-Received", "X-Google", "X-MS", "X-Microsoft", "X-Forefront", "X-Exim", "X-Envelope", "X-Delivered", "X-Forwarded",
        "X-Priority", "X-MSMail", "X-MIME", "X-Sender", "X-Source", "X-Get-Message", "X-Authe", "X-AntiAbuse", "X-Scan", "X-Amavis", "X-Rspam", "X-Gm", "X-SG-",
        "X-Mailgun", "X-SES", "X-Proofpoint", "X-Barracuda", "X-Ironport", "X-Postfix", "X-Loop", "X-Mail2Alert", "X-Auto-Response", "X-Precedence", "X-Report-Abuse",
        "X-UID", "X-Mozilla", "X-Evolution", "X-Account", "X-Provags", "X-TM-", "X-Feedback", "X-Complaints", "X-Accept", "X-Cron-Env", "X-Developer", "X-Entity",
    ];

    public static IReadOnlyDictionary<string, string> Of(Message mail)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in mail.Fields.Where(field => IsOwn(field.Name) && field.Value.Trim() is { Length: > 0 and < 200 }))
            fields.TryAdd(field.Name, field.Value.Trim());
        return fields;
    }

    private static bool IsOwn(string name) =>
        name.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && name.Length > 3 && !Array.Exists(OfOthers, other => name.StartsWith(other, StringComparison.OrdinalIgnoreCase));
}
