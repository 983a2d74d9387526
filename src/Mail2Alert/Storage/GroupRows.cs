using System.Text.Json;
using System.Text.Json.Serialization;
using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Storage;

/// <summary>Groups, and news that waits for them, as they are remembered.</summary>
internal static class GroupRows
{
    private const string Group = "group";
    private const string News = "news";

    public static MemoryRow Of(GroupState state) => new(Group, Text(state.Id), JsonSerializer.Serialize(state, GroupJson.Default.GroupState));

    public static MemoryRow Of(GroupId group, Alert news, string mailId) => new(
        News,
        $"{mailId}\n{Text(group)}",
        JsonSerializer.Serialize(new WaitingNews(group, StoredAlert.Of(news, news.Text) with { At = news.At }, mailId), GroupJson.Default.WaitingNews));

    /// <summary>What changes with a look at a group.</summary>
    /// <param name="flush">What it came to.</param>
    /// <param name="isOver">True when nobody is left in the group.</param>
    public static IReadOnlyList<MemoryRow> After(Flush flush, bool isOver) =>
    [
        .. isOver && flush.State.ToldAt is not null ? [Forget(flush.State.Id)] : flush.Told.Count > 0 || flush.HasSettled ? [Of(flush.State)] : (MemoryRow[])[],
        .. flush.Gone.Where(member => member.Id.Mail is not null).Select(member => Forget(flush.State.Id, member.MailId)),
    ];

    public static MemoryRow Forget(GroupId group) => new(Group, Text(group), null);

    public static MemoryRow Forget(GroupId group, string mailId) => new(News, $"{mailId}\n{Text(group)}", null);

    public static IReadOnlyList<GroupState> States(IEnumerable<MemoryRow> rows) =>
        [.. rows.Where(row => row.Kind == Group).Select(row => JsonSerializer.Deserialize(row.Json!, GroupJson.Default.GroupState)!)];

    /// <summary>News that waits, and for which group.</summary>
    public static IEnumerable<(GroupId Group, GroupMember Member)> Waiting(IEnumerable<MemoryRow> rows) =>
        from row in rows
        where row.Kind == News
        let news = JsonSerializer.Deserialize(row.Json!, GroupJson.Default.WaitingNews)!
        let alert = news.Alert.ToAlert(news.Alert.Text ?? "")
        select (news.Group, new GroupMember(AlertId.Of(alert) with { Mail = news.MailId }, alert, alert.At, news.MailId));

    private static string Text(GroupId id) => $"{id.Route}\n{id.Step}\n{id.Labels}";
}

internal sealed record WaitingNews(GroupId Group, StoredAlert Alert, string MailId);

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GroupState))]
[JsonSerializable(typeof(WaitingNews))]
internal sealed partial class GroupJson : JsonSerializerContext;
