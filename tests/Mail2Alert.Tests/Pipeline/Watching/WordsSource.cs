using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Pipeline.Watching;

/// <summary>Reads <c>FIRING disk host=web1 severity=warning</c>: status, key and labels.</summary>
internal sealed class WordsSource : ISource
{
    public string Name => "words";

    public Claim Claim { get; } = new([], []);

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        var words = message.Subject.Split(' ');
        var labels = words[2..].Select(word => word.Split('=')).Select(label => (label[0], label[1])).ToArray();
        return new(new Reading.Understood(
            TestAlert.Of([("source", Name), .. labels]) with
            {
                Source = Name,
                Key = words[1],
                Status = words[0] switch { "FIRING" => AlertStatus.Firing, "RESOLVED" => AlertStatus.Resolved, _ => AlertStatus.Info },
                Title = message.Subject,
                Text = message.Text,
            },
            []));
    }
}
