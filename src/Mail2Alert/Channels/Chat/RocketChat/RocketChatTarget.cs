namespace Mail2Alert.Channels.Chat.RocketChat;

internal sealed class RocketChatTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    private readonly TargetName _name = name;

    /// <summary>Ends with a slash.</summary>
    public required Uri Server { get; init; }

    /// <summary>The two parts of a webhook's address; null for a user.</summary>
    public Secret? Hook { get; init; }

    /// <summary>A user's name for the login; where there is a token, the user's id.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Null before the login.</summary>
    public Secret? Token { get; init; }

    /// <summary><c>#channel</c>, <c>@user</c> or the id of a room; null for where the webhook leads.</summary>
    public string? Place { get; init; }

    /// <summary>True where a user tells a room that is named by its id.</summary>
    public bool IsRoom => Hook is null && Place is not (['#', ..] or ['@', ..]);

    /// <summary>What the webhook calls itself; null for its own name.</summary>
    public string? Speaker { get; init; }

    public RocketChatTarget LoggedIn(string userId, string token) => new(_name, Options)
    {
        Server = Server,
        User = userId,
        Token = new Secret(token),
        Place = Place,
    };
}
