namespace Mail2Alert.Sources.Mail;

/// <summary>A source that asks nobody: rules on the mail alone.</summary>
internal sealed record MailSettings(string Name, Claim Claim);
