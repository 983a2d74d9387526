namespace Mail2Alert.EndToEnd.Support;

/// <summary>One moment in the relay's dialogue.</summary>
/// <param name="Stage"><c>CONNECT</c>, the verb of a command in capitals, or <c>.</c> for the end of the content.</param>
/// <param name="Line">The command as it came.</param>
/// <param name="Connection">Which connection, from 1.</param>
/// <param name="Mail">Which mail of that connection, from 1 with its MAIL FROM.</param>
/// <param name="Usual">What a relay that works would answer.</param>
internal sealed record RelayStep(string Stage, string Line, int Connection, int Mail, string Usual);

/// <summary>What the relay does then.</summary>
/// <param name="Reply">What it says; null for nothing.</param>
/// <param name="Hangs">It says no more.</param>
/// <param name="Closes">It closes the connection.</param>
internal sealed record RelayAnswer(string? Reply, bool Hangs = false, bool Closes = false)
{
    public static RelayAnswer Hang { get; } = new(null, Hangs: true);

    public static RelayAnswer Close { get; } = new(null, Closes: true);

    public static implicit operator RelayAnswer(string reply) => new(reply);
}
