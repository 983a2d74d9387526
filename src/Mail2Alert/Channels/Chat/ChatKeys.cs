namespace Mail2Alert.Channels.Chat;

/// <summary>Keys of Apprise's that many of its chats have, and none of ours.</summary>
internal static class ChatKeys
{
    public static void Ignore(TargetUrl url)
    {
        url.Ignore("image", "no icon is shown", "no");
        url.Ignore("template", "'title' and 'text' of receivers and routes say what is told");
    }
}
