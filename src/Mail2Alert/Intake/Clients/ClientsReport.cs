using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Intake.Clients;

/// <summary>Which client breaks which rules of SMTP.</summary>
/// <param name="Written">When the server wrote it.</param>
/// <param name="Clients">The one seen last first.</param>
internal sealed record ClientsReport(DateTimeOffset Written, IReadOnlyList<ClientsReport.Client> Clients)
{
    /// <summary>One client at one listener; the meanings are <see cref="SmtpClientConduct"/>'s.</summary>
    public sealed record Client(
        string Address,
        string Listener,
        SmtpProfile Profile,
        string? Name,
        DateTimeOffset FirstSeen,
        DateTimeOffset LastSeen,
        long Connections,
        long Messages,
        IReadOnlyList<Lapse> Breaks)
    {
        /// <summary>Whether a strict listener would turn away some of its mail, or all.</summary>
        public bool StrictRefuses => Breaks.Count > 0;
    }

    /// <summary>One rule that the client breaks; the meanings are <see cref="SmtpLapse"/>'s.</summary>
    /// <param name="Rule">The <see cref="SmtpRule.Name"/>.</param>
    /// <param name="Summary">What the client does.</param>
    /// <param name="Source">Which RFC says otherwise.</param>
    /// <param name="Count">How often.</param>
    /// <param name="Last">When last.</param>
    /// <param name="Example">A command, or the id of a message; null for none.</param>
    public sealed record Lapse(string Rule, string Summary, string Source, long Count, DateTimeOffset Last, string? Example);

    /// <summary>False when a list has gaps, which nothing else refuses.</summary>
    internal bool IsWhole => Clients.All(client => client is not null && client.Breaks.All(lapse => lapse is not null));

    public static ClientsReport Of(SmtpConformance conformance, DateTimeOffset now) =>
        new(now, [.. conformance.Snapshot().Select(Of)]);

    /// <summary>For a server that goes on from here. A rule that this version does not know is left out.</summary>
    public IEnumerable<SmtpClientConduct> ToConduct() =>
        from client in Clients
        select new SmtpClientConduct(client.Address, client.Listener, client.Profile)
        {
            Hello = client.Name,
            FirstSeen = client.FirstSeen,
            LastSeen = client.LastSeen,
            Connections = client.Connections,
            Messages = client.Messages,
            Lapses =
            [
                .. from lapse in client.Breaks
                   from rule in SmtpRule.All
                   where rule.Name == lapse.Rule
                   select new SmtpLapse(rule, lapse.Count, lapse.Last, lapse.Example),
            ],
        };

    private static Client Of(SmtpClientConduct known) => new(
        known.Client, known.Listener, known.Profile, known.Hello, known.FirstSeen, known.LastSeen, known.Connections, known.Messages,
        [.. known.Lapses.Select(lapse => new Lapse(lapse.Rule.Name, lapse.Rule.Summary, lapse.Rule.Source, lapse.Count, lapse.Last, lapse.Example))]);
}
