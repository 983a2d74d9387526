using System.Text;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Conformance;

/// <summary>What may be shown of a command: whole ones that hold addresses and names, of the others the verb, since a password may stand there.</summary>
internal static class SmtpExamples
{
    private const int LongestArgument = 100;

    public static string Of(SmtpVerb verb, ReadOnlySpan<byte> argument) => verb switch
    {
        SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Mail or SmtpVerb.Rcpt => argument.IsEmpty ? SmtpMetrics.NameOf(verb) : $"{SmtpMetrics.NameOf(verb)} {Text(argument)}",
        SmtpVerb.Unknown => "an unknown command",
        _ => SmtpMetrics.NameOf(verb),
    };

    private static string Text(ReadOnlySpan<byte> argument) => Encoding.UTF8.GetString(argument[..Math.Min(argument.Length, LongestArgument)]);
}
