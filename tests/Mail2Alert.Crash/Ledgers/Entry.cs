using Mail2Alert.Crash.Faults;

namespace Mail2Alert.Crash.Ledgers;

/// <summary>Something that was seen from outside of the program under test.</summary>
internal abstract record Entry
{
    private Entry()
    {
    }

    /// <param name="Mail">Which mail is about to be sent.</param>
    /// <param name="Targets">Whom it has to reach: <c>mailto:a@b</c>, <c>slack:#a</c>.</param>
    public sealed record Offered(string Mail, IReadOnlyList<string> Targets) : Entry;

    /// <summary>The final answer to a mail. Without one the connection broke, and the mail may be delivered or not.</summary>
    public sealed record Answered(string Mail, int Code) : Entry;

    /// <summary>A target has it.</summary>
    /// <param name="Mail">Which mail it tells of.</param>
    /// <param name="Target">Who has it.</param>
    /// <param name="Life">Which start of the program sent it, from 1.</param>
    /// <param name="Begun">How many entries there were when it began to come.</param>
    public sealed record Taken(string Mail, string Target, int Life, int Begun) : Entry
    {
        /// <summary>The target never said so: the program has to send it again.</summary>
        public bool IsWithheld { get; init; }

        /// <summary>Something of it was missing.</summary>
        public bool IsTorn { get; init; }
    }

    /// <summary>That start of the program ended by SIGKILL. A start that is not here ended by itself.</summary>
    public sealed record Killed(int Life) : Entry;

    /// <summary>From here on it happens.</summary>
    public sealed record Began(Fault Fault) : Entry;

    /// <summary>Up to here it happened.</summary>
    public sealed record Ended(Fault Fault) : Entry;
}
