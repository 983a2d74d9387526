using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Reads <c>FIRING disk-7 host=web1</c>, <c>RESOLVED disk-7 host=web1</c> and <c>NEWS backup</c>.</summary>
internal sealed class LineSource : ISource
{
    public string Name => "lines";

    public Claim Claim { get; } = new([], []);

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) =>
        new(new Reading.Understood(Of(message.Subject), []));

    public static Alert Of(string line)
    {
        var words = line.Split(' ');
        var status = words[0] switch { "FIRING" => AlertStatus.Firing, "RESOLVED" => AlertStatus.Resolved, _ => AlertStatus.Info };
        var labels = words.Skip(2).Select(word => word.Split('=')).Select(pair => (pair[0], pair[1]));
        return TestAlert.Of([.. labels]) with { Source = "lines", Key = words[1], Status = status, Title = line, Text = "" };
    }
}
