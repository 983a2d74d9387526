using Mail2Alert.Alerts;

namespace Mail2Alert.Tests;

/// <summary>Alerts as sources make them.</summary>
internal static class TestAlert
{
    public static Alert Of(params (string Name, string Value)[] labels) => new()
    {
        Source = "gocd",
        Key = "p/s",
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Labels = labels.Aggregate(Labels.Empty, (all, label) => all.With(label.Name, label.Value)),
        Title = "Stage [p/1/s/1] failed",
        Text = "See details: https://gocd.example.net/go/pipelines/p/1/s/1",
    };
}
