using System.Buffers.Text;
using System.Text;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>What stands behind MAIL: <c>FROM:&lt;path&gt;</c> and its parameters.</summary>
internal readonly record struct SmtpMailArguments(SmtpPath Sender, SmtpMailParameters Parameters, SmtpViolations Lapses)
{
    // RFC 3461 §4.4.
    private const int MaxEnvelopeId = 100;

    // RFC 4954 §5.
    private const int MaxSubmitter = 500;

    // RFC 1870 §3.
    private const int MaxSizeDigits = 20;

    /// <summary>Null and the arguments, or the reply that says what is wrong with them.</summary>
    public static SmtpReply? Parse(ReadOnlySpan<byte> text, out SmtpMailArguments arguments)
    {
        arguments = default;
        if (!SmtpArguments.TryAfterKeyword(text, "FROM:"u8, out var rest, out var lapses))
        {
            return ServerReplies.MailSyntax;
        }

        if (!SmtpPathParser.TryParse(rest, out var sender, out rest))
        {
            return ServerReplies.BadSender;
        }

        var refusal = ParseParameters(rest, out var parameters);
        lapses |= SmtpArguments.LapsesOf(sender, parameters.Utf8);
        arguments = new(sender, Declared(parameters, sender), lapses);
        return refusal;
    }

    // Forgiven is as good as declared: whoever passes the message on must declare it.
    private static SmtpMailParameters Declared(SmtpMailParameters parameters, SmtpPath sender) =>
        sender.IsInternational && !parameters.Utf8 ? parameters with { Utf8 = true } : parameters;

    private static SmtpReply? ParseParameters(ReadOnlySpan<byte> text, out SmtpMailParameters parameters)
    {
        parameters = SmtpMailParameters.None;
        var reader = new SmtpParameterReader(text);
        for (var seen = MailKeywords.None; !reader.AtEnd;)
        {
            if (!reader.TryRead(out var parameter))
            {
                return ServerReplies.BadParameter;
            }

            var keyword = KeywordOf(parameter);
            if (keyword == MailKeywords.None)
            {
                return ServerReplies.UnknownParameter;
            }

            if (seen.HasFlag(keyword) || Apply(keyword, parameter, parameters) is not { } applied)
            {
                return ServerReplies.BadParameter;
            }

            (seen, parameters) = (seen | keyword, applied);
        }

        return null;
    }

    private static MailKeywords KeywordOf(SmtpParameter parameter) => parameter switch
    {
        _ when parameter.Is("SIZE"u8) => MailKeywords.Size,
        _ when parameter.Is("BODY"u8) => MailKeywords.Body,
        _ when parameter.Is("SMTPUTF8"u8) => MailKeywords.Utf8,
        _ when parameter.Is("RET"u8) => MailKeywords.Return,
        _ when parameter.Is("ENVID"u8) => MailKeywords.EnvelopeId,
        _ when parameter.Is("AUTH"u8) => MailKeywords.Submitter,
        _ when parameter.Is("REQUIRETLS"u8) => MailKeywords.RequireTls,
        _ => MailKeywords.None,
    };

    // Null when the value is not one that the keyword takes.
    private static SmtpMailParameters? Apply(MailKeywords keyword, SmtpParameter parameter, SmtpMailParameters to)
    {
        var value = parameter.Value;
        return keyword switch
        {
            MailKeywords.Size when SizeOf(value) is { } size => to with { Size = size },
            MailKeywords.Body when Ascii.EqualsIgnoreCase(value, "7BIT"u8) => to,
            MailKeywords.Body when Ascii.EqualsIgnoreCase(value, "8BITMIME"u8) => to with { Body = SmtpBody.EightBit },
            MailKeywords.Body when Ascii.EqualsIgnoreCase(value, "BINARYMIME"u8) => to with { Body = SmtpBody.Binary },
            MailKeywords.RequireTls when !parameter.HasValue => to with { RequireTls = true },
            MailKeywords.Utf8 when !parameter.HasValue => to with { Utf8 = true },
            MailKeywords.Return when Ascii.EqualsIgnoreCase(value, "FULL"u8) => to with { Return = "FULL" },
            MailKeywords.Return when Ascii.EqualsIgnoreCase(value, "HDRS"u8) => to with { Return = "HDRS" },
            MailKeywords.EnvelopeId when IsXtext(value, MaxEnvelopeId) => to with { EnvelopeId = Encoding.ASCII.GetString(value) },
            MailKeywords.Submitter when IsXtext(value, MaxSubmitter) => to with { Submitter = Encoding.ASCII.GetString(value) },
            _ => null,
        };
    }

    // A number that is legal and fits nothing is as much as can be.
    private static long? SizeOf(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > MaxSizeDigits || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return null;
        }

        return Utf8Parser.TryParse(digits, out long size, out _) ? size : long.MaxValue;
    }

    private static bool IsXtext(ReadOnlySpan<byte> value, int longest) =>
        value.Length > 0 && value.Length <= longest && Xtext.IsPrintable(value);

    [Flags]
    private enum MailKeywords
    {
        None = 0,
        Size = 1,
        Body = 2,
        Utf8 = 4,
        Return = 8,
        EnvelopeId = 16,
        Submitter = 32,
        RequireTls = 64,
    }
}
