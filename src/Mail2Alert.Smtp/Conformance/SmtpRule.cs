using System.Numerics;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Conformance;

/// <summary>
/// One rule: how it is broken, and what each profile does about that. Strict refuses whoever breaks any of them, so what is counted elsewhere
/// tells whom strict would refuse; legacy forgives them all.
/// </summary>
public sealed record SmtpRule
{
    private SmtpRule(SmtpViolations violation, string name, string summary, string source, SmtpReply refusal) =>
        (Violation, Name, Summary, Source, Refusal) = (violation, name, summary, source, refusal);

    /// <summary>All rules. When several are broken at once, the first that is not forgiven names the reply.</summary>
    public static IReadOnlyList<SmtpRule> All => Table;

    internal static SmtpRule[] Table { get; } =
    [
        new(SmtpViolations.EarlyTalk, "early_talk", "speaks before it is greeted", "RFC 5321 §4.3.1", ProfileReplies.EarlyTalk) { Closes = true },
        new(SmtpViolations.EarlyCommand, "early_command", "does not wait for a reply", "RFC 2920 §3.1", ProfileReplies.EarlyCommand) { Closes = true },
        new(SmtpViolations.BareLineFeed, "bare_line_feed", "ends a command with LF alone", "RFC 5321 §2.3.8", ProfileReplies.BareLineFeed) { Closes = true },
        new(SmtpViolations.NoHello, "no_hello", "does not say EHLO or HELO", "RFC 5321 §4.1.4", HelloReplies.EhloFirst) { IsForgivenByNormal = false },
        new(SmtpViolations.NamelessHello, "nameless_hello", "gives no name in EHLO or HELO", "RFC 5321 §4.1.1.1", HelloReplies.EhloSyntax) { IsForgivenByNormal = false },
        new(SmtpViolations.MalformedHello, "malformed_hello", "gives a name that is none in EHLO or HELO", "RFC 5321 §4.1.1.1", HelloReplies.EhloSyntax),
        new(SmtpViolations.SpaceAfterColon, "space_after_colon", "puts a space behind FROM: or TO:", "RFC 5321 §3.3", ProfileReplies.SpaceAfterColon),
        new(SmtpViolations.NoBrackets, "no_brackets", "leaves out the angle brackets", "RFC 5321 §4.1.2", ProfileReplies.NoBrackets),
        new(SmtpViolations.NoDomain, "no_domain", "leaves out the domain of an address", "RFC 5321 §4.1.2", ProfileReplies.NoDomain),
        new(SmtpViolations.UndeclaredUtf8, "undeclared_utf8", "does not declare UTF-8 in an address", "RFC 6531 §3.4", ServerReplies.NeedsUtf8) { IsForgivenByNormal = false },
        new(SmtpViolations.StrayLineEnd, "stray_line_end", "sends CR or LF alone in a message", "RFC 5321 §2.3.8", ProfileReplies.StrayLineEnd),
        new(SmtpViolations.Nul, "nul", "sends NUL in a message", "RFC 5322 §2.1", ProfileReplies.Nul),
        new(SmtpViolations.UndeclaredEightBit, "undeclared_eight_bit", "does not declare 8-bit text", "RFC 6152 §3", ProfileReplies.UndeclaredEightBit),
        new(SmtpViolations.LongLine, "long_line", "sends lines over 4,096 octets", "RFC 5321 §4.5.3.1.6", ProfileReplies.LongLine),
    ];

    /// <summary>What breaks it: exactly one.</summary>
    public SmtpViolations Violation { get; }

    /// <summary>Names it in metrics and files; never changes.</summary>
    public string Name { get; }

    /// <summary>What a client that breaks it does, as a predicate: "<c>ends a command with LF alone</c>".</summary>
    public string Summary { get; }

    /// <summary>The RFC and its section.</summary>
    public string Source { get; }

    /// <summary>What the client is told where it is not forgiven.</summary>
    public SmtpReply Refusal { get; }

    /// <summary>True when the refusal ends the connection too: what the client sends next cannot be trusted to be commands.</summary>
    public bool Closes { get; private init; }

    /// <summary>Its place in the table.</summary>
    internal int Index => BitOperations.TrailingZeroCount((uint)Violation);

    private bool IsForgivenByNormal { get; init; } = true;

    /// <summary>Whether this profile goes on when the rule is broken.</summary>
    public bool IsForgivenBy(SmtpProfile profile) => profile switch
    {
        SmtpProfile.Strict => false,
        SmtpProfile.Normal => IsForgivenByNormal,
        SmtpProfile.Legacy => true,
    };
}
