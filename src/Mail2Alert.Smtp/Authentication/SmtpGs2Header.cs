namespace Mail2Alert.Smtp.Authentication;

/// <summary>What stands before a SCRAM message: whether the client binds to the TLS channel, and as whom it wants to act (RFC 5802 §7).</summary>
/// <param name="Text">As sent, with its last comma: the client has to repeat it.</param>
/// <param name="Binding"><c>n</c>: the client cannot. <c>y</c>: it can, and believes that the server cannot. <c>p</c>: it does.</param>
/// <param name="BindingName">What it binds to, behind <c>p=</c>; else empty.</param>
/// <param name="ActAs">Empty when it is to be the user itself.</param>
internal readonly record struct SmtpGs2Header(string Text, char Binding, string BindingName, string ActAs)
{
    public static SmtpGs2Header? Parse(string message)
    {
        var flagEnd = message.IndexOf(',', StringComparison.Ordinal);
        var end = flagEnd < 0 ? -1 : message.IndexOf(',', flagEnd + 1);
        return end >= 0 && IsFlag(message[..flagEnd]) && ActAsOf(message[(flagEnd + 1)..end]) is { } actAs
            ? new(message[..(end + 1)], message[0], flagEnd > 2 ? message[2..flagEnd] : "", actAs)
            : null;
    }

    private static bool IsFlag(string flag) => flag is "n" or "y" || (flag.StartsWith("p=", StringComparison.Ordinal) && flag.Length > 2);

    private static string? ActAsOf(string text) =>
        text.Length == 0 ? ""
        : text.StartsWith("a=", StringComparison.Ordinal) && text.Length > 2 ? ScramText.Unescape(text[2..])
        : null;
}
