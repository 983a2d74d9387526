using System.Globalization;
using System.Text;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Fuzz.Targets;

/// <summary>A line becomes a command, and its argument either harmless values or a refusal that says what is wrong.</summary>
internal static class CommandTarget
{
    private const int MaxEnvelopeId = 100;
    private const int MaxXtext = 500;

    public static void Run(ReadOnlySpan<byte> input)
    {
        var command = SmtpCommandParser.Parse(input);
        Promise.Holds(command.Argument.IsEmpty || (command.Argument[0] != ' ' && command.Argument[^1] != ' '));
        Promise.Holds(input.TrimEnd((byte)' ').EndsWith(command.Argument));
        Promise.Holds(command.Verb is SmtpVerb.Unknown or SmtpVerb.Foreign || IsFirstWord(command.Verb, input));
        CheckMail(command.Argument);
        CheckRcpt(command.Argument);
        CheckChunk(command.Argument);
    }

    private static bool IsFirstWord(SmtpVerb verb, ReadOnlySpan<byte> line) =>
        Encoding.Latin1.GetString(line).Split(' ')[0].Equals(verb.ToString(), StringComparison.OrdinalIgnoreCase);

    private static void CheckMail(ReadOnlySpan<byte> argument)
    {
        if (SmtpMailArguments.Parse(argument, out var mail) is { } refusal)
        {
            Promise.Holds(refusal.Code is 501 or 553 or 555);
            return;
        }

        var parameters = mail.Parameters;
        AddressTarget.Check(mail.Sender);
        Promise.Holds(!mail.Sender.IsInternational || parameters.Utf8);
        Promise.Holds(mail.Sender.IsInternational || !mail.Lapses.HasFlag(SmtpViolations.UndeclaredUtf8));
        Promise.Holds(parameters.Size is null or >= 0);
        Promise.Holds(parameters.Return is null or "FULL" or "HDRS");
        Promise.Holds(parameters.EnvelopeId is null || (parameters.EnvelopeId.Length <= MaxEnvelopeId && IsHarmlessXtext(parameters.EnvelopeId)));
        Promise.Holds(parameters.Submitter is null || (parameters.Submitter.Length <= MaxXtext && IsHarmlessXtext(parameters.Submitter)));
    }

    private static void CheckRcpt(ReadOnlySpan<byte> argument)
    {
        var refusal = SmtpRcptArguments.Parse(argument, utf8: true, out var recipient, out var lapses);
        var withoutUtf8 = SmtpRcptArguments.Parse(argument, utf8: false, out _, out var undeclared);
        if (refusal is not null)
        {
            Promise.Holds(refusal.Code is 501 or 555 && withoutUtf8 is not null);
            return;
        }

        AddressTarget.Check(recipient!.Address);
        Promise.Holds(!recipient.Address.IsNull);
        Promise.Holds(withoutUtf8 is null && !lapses.HasFlag(SmtpViolations.UndeclaredUtf8));
        Promise.Holds(recipient.Address.IsInternational == undeclared.HasFlag(SmtpViolations.UndeclaredUtf8));
        Promise.Holds(!recipient.Notify.HasFlag(SmtpNotify.Never) || recipient.Notify == SmtpNotify.Never);
        Promise.Holds(recipient.OriginalRecipient is null
            || (recipient.OriginalRecipient.Length <= MaxXtext && IsHarmlessXtext(recipient.OriginalRecipient)));
    }

    // A size is what the digits say, whatever its length, and never less than nothing.
    private static void CheckChunk(ReadOnlySpan<byte> argument)
    {
        if (SmtpChunk.Parse(argument) is { } chunk)
        {
            var digits = Encoding.ASCII.GetString(argument).Split(' ')[0];
            var size = System.Numerics.BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            Promise.Holds(chunk.Size == (size > long.MaxValue ? long.MaxValue : (long)size));
            Promise.Holds(chunk.IsLast == (digits.Length < argument.Length));
        }
    }

    // Decoded here by other means than the server's: "+41" is "A" (RFC 3461 §4).
    private static bool IsHarmlessXtext(string text)
    {
        var parts = text.Split('+');
        return parts[0].All(IsPrintable) && parts.Skip(1).All(part =>
            part.Length >= 2 && IsPrintable((char)Convert.FromHexString(part[..2])[0]) && part.All(IsPrintable));
    }

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';
}
