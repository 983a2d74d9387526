using Mail2Alert.Channels.Mail;
using Mail2Alert.Smtp;

namespace Mail2Alert.Cli.Sending;

/// <summary>
/// The command line that programs know since the eighties (Sendmail Installation and Operation Guide, appendix A; Postfix' sendmail(1)). What is
/// about queues and daemons of a mail server means nothing here and is let pass.
/// </summary>
internal sealed record SendmailArguments
{
    private const string WithValue = "fFrBChLNORVXpA";
    private const string Attached = "bdeoqD";
    private const string Flags = "imntvsUGwxIE";

    /// <summary>Who sends it (<c>-f</c>, <c>-r</c>); null when nobody says.</summary>
    public string? Sender { get; private init; }

    /// <summary>The sender's full name (<c>-F</c>); null when nobody says.</summary>
    public string? FullName { get; private init; }

    /// <summary>A line with only a dot is a line like others (<c>-i</c>, <c>-oi</c>), and not the end.</summary>
    public bool IgnoresDots { get; private init; }

    /// <summary>The header says to whom it goes (<c>-t</c>).</summary>
    public bool ReadsRecipients { get; private init; }

    /// <summary>What it is to do (<c>-bm</c>): <c>m</c> sends a mail, <c>p</c> lists a queue, <c>i</c> renews aliases.</summary>
    public char Mode { get; private init; } = 'm';

    public IReadOnlyList<string> Recipients { get; private init; } = [];

    /// <summary>When the sender wants a report (<c>-N never</c>, <c>-N delay,failure</c>; RFC 3461 §4.1).</summary>
    public SmtpNotify Notify { get; private init; }

    /// <summary>How much of the mail such a report has (<c>-R full</c>, <c>-R hdrs</c>), and what it calls the mail (<c>-V</c>).</summary>
    public SmtpMailParameters Parameters { get; private init; } = SmtpMailParameters.None;

    /// <returns>What was asked for, or what is wrong.</returns>
    public static (SendmailArguments? Arguments, string? Mistake) Parse(IReadOnlyList<string> words)
    {
        var parsed = new SendmailArguments();
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (word == "--")
                return (parsed with { Recipients = [.. parsed.Recipients, .. words.Skip(index + 1)] }, null);
            if (word is not ['-', var letter, .. var rest])
                parsed = parsed with { Recipients = [.. parsed.Recipients, word] };
            else if (WithValue.Contains(letter) && (rest.Length > 0 || ++index < words.Count))
                parsed = parsed.With(letter, rest.Length > 0 ? rest : words[index]);
            else if (Attached.Contains(letter))
                parsed = parsed.With(letter, rest);
            else if (word.Skip(1).All(Flags.Contains))
                parsed = word.Skip(1).Aggregate(parsed, (so, flag) => so.With(flag, ""));
            else
                return (null, WithValue.Contains(letter) ? $"{word} expects a value" : $"unknown option {word}");
        }
        return (parsed, null);
    }

    private static SmtpNotify NotifyOf(string word) => word.ToLowerInvariant() switch
    {
        "never" => SmtpNotify.Never,
        "success" => SmtpNotify.Success,
        "failure" => SmtpNotify.Failure,
        "delay" => SmtpNotify.Delay,
        _ => SmtpNotify.Default,
    };

    private SendmailArguments With(char letter, string value) => (letter, value) switch
    {
        ('f' or 'r', _) => this with { Sender = value.Trim('<', '>') },
        ('F', _) => this with { FullName = value },
        ('i', _) or ('o', ['i', ..]) => this with { IgnoresDots = true },
        ('N', _) => this with { Notify = value.Split(',').Aggregate(SmtpNotify.Default, (all, one) => all | NotifyOf(one.Trim())) },
        ('R', _) => this with { Parameters = Parameters with { Return = value.ToUpperInvariant() is "FULL" or "HDRS" ? value.ToUpperInvariant() : null } },
        ('V', { Length: > 0 }) => this with { Parameters = Parameters with { EnvelopeId = XText.Encode(value) } },
        ('t', _) => this with { ReadsRecipients = true },
        ('b', [var mode, ..]) => this with { Mode = mode },
        ('I', _) => this with { Mode = 'i' },
        _ => this,
    };
}
