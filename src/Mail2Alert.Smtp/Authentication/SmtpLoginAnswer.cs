namespace Mail2Alert.Smtp.Authentication;

/// <summary>The reply to a line of an exchange, and who is logged in by it.</summary>
internal readonly record struct SmtpLoginAnswer(SmtpReply Reply, string? User)
{
    public static implicit operator SmtpLoginAnswer(SmtpReply reply) => new(reply, null);
}
