using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>What is to become of a mail, and why.</summary>
/// <param name="Why">What was asked and answered, in order.</param>
internal abstract record Decision(IReadOnlyList<string> Why)
{
    /// <summary>No source claims it: it goes on to where it was going.</summary>
    public sealed record Forward(IReadOnlyList<string> Why) : Decision(Why);

    /// <summary>The notifier is asked to come again.</summary>
    public sealed record Defer(string Source, string Reason, IReadOnlyList<string> Why) : Decision(Why);

    /// <summary>It is an alert, for these targets; none is an answer too.</summary>
    /// <param name="Routing">The alert, its targets, and the routes' answers.</param>
    /// <param name="Others">Recipients that the source does not claim: they get the mail as it came.</param>
    /// <param name="Why">The story up to the routes.</param>
    public sealed record Notify(RoutingDecision Routing, IReadOnlyList<SmtpRecipient> Others, IReadOnlyList<string> Why) : Decision(Why)
    {
        /// <summary>True when the mail carries more alerts than it may be split into.</summary>
        public bool IsLeftWhole { get; init; }
    }

    /// <summary>It carries several alerts: each becomes a mail of its own, and is decided by itself.</summary>
    /// <param name="Source">The source that read it.</param>
    /// <param name="Alerts">Two or more, each with a key of its own.</param>
    /// <param name="Others">Recipients that the source does not claim: they get the mail as it came.</param>
    /// <param name="Why">The story.</param>
    public sealed record Split(string Source, IReadOnlyList<Alert> Alerts, IReadOnlyList<SmtpRecipient> Others, IReadOnlyList<string> Why) : Decision(Why)
    {
        /// <summary>True when each of them is the mail as a whole, with its files.</summary>
        public bool AreWhole { get; init; }
    }

    /// <summary>The whole story, in sentences.</summary>
    public IEnumerable<string> Explain() => this is Notify { Routing: var routing } ? Why.Concat(routing.Explain()) : Why;
}
