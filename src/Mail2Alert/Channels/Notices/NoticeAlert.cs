using System.Text;
using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.Notices;

/// <summary>Several alerts as one, so that every channel can tell them.</summary>
internal static class NoticeAlert
{
    // What a person reads of one among many.
    private const int LongestText = 500;

    /// <param name="notice">What it says.</param>
    /// <param name="key">Names the group: later news about it is news of the same alert.</param>
    /// <param name="most">How many of each status are told one by one; the rest is counted.</param>
    /// <param name="now">What the time is.</param>
    public static Alert Of(Notice notice, string key, int most, DateTimeOffset now)
    {
        var alerts = notice.Alerts.Select(item => item.Alert).ToList();
        return new Alert
        {
            Source = alerts.Select(alert => alert.Source).Distinct().Count() == 1 ? alerts[0].Source : "mail2alert",
            Key = key,
            At = now,
            Status = Status(alerts),
            Severity = alerts.Where(alert => alert.Status == Status(alerts)).Max(alert => alert.Severity),
            Labels = Common(alerts),
            Title = Title(notice),
            Text = Text(notice, most),
            Link = alerts.Count == 1 ? alerts[0].Link : null,
        };
    }

    private static AlertStatus Status(List<Alert> alerts) =>
        alerts.Exists(alert => alert.Status == AlertStatus.Firing) ? AlertStatus.Firing
        : alerts.Exists(alert => alert.Status == AlertStatus.Resolved) ? AlertStatus.Resolved
        : AlertStatus.Info;

    private static Labels Common(List<Alert> alerts) => alerts[0].Labels
        .Where(label => alerts.TrueForAll(alert => alert.Labels[label.Key] == label.Value))
        .Aggregate(Labels.Empty, (all, label) => all.With(label.Key, label.Value));

    private static string Title(Notice notice)
    {
        var counts = string.Join(", ", notice.Alerts
            .GroupBy(item => item.Alert.Status)
            .OrderBy(status => Order(status.Key))
            .Select(status => $"{Word(status.Key)}:{status.Count()}"));
        var about = notice.Alerts is [var only] ? only.Alert.Title : notice.Group;
        return $"[{counts}] {about}";
    }

    private static string Text(Notice notice, int most)
    {
        var text = new StringBuilder();
        foreach (var status in notice.Alerts.GroupBy(item => item.Alert.Status).OrderBy(status => Order(status.Key)))
        {
            text.Append($"{Word(status.Key)} ({status.Count()})\n\n");
            foreach (var item in status.Take(most))
                Append(text, item);
            if (status.Count() > most)
                text.Append($"and {status.Count() - most} more\n\n");
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, NoticeItem item)
    {
        text.Append($"* {item.Alert.Title}\n  since {item.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {item.Alert.Source}: {item.Alert.Key}\n");
        if (item.Note is { } note)
            text.Append($"  {note}\n");
        if (item.Alert.Link is { } link)
            text.Append($"  {link}\n");
        foreach (var line in Excerpt(item.Alert.Text))
            text.Append($"  | {line}\n");
        text.Append('\n');
    }

    private static string[] Excerpt(string text)
    {
        var whole = text.Trim();
        var told = whole.Length > LongestText ? whole[..LongestText] + " …" : whole;
        return told.Length == 0 ? [] : told.Split('\n');
    }

    private static int Order(AlertStatus status) => status switch { AlertStatus.Firing => 0, AlertStatus.Resolved => 1, _ => 2 };

    private static string Word(AlertStatus status) => status switch { AlertStatus.Firing => "FIRING", AlertStatus.Resolved => "RESOLVED", _ => "NEWS" };
}
