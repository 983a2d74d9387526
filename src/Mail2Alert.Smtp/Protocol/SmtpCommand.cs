namespace Mail2Alert.Smtp.Protocol;

/// <summary>One command line, split in two. The argument points into the line's buffer and lives no longer than that.</summary>
internal readonly ref struct SmtpCommand(SmtpVerb verb, ReadOnlySpan<byte> argument)
{
    public SmtpVerb Verb { get; } = verb;

    public ReadOnlySpan<byte> Argument { get; } = argument;
}
