namespace Mail2Alert.Channels.Chat.Matrix;

internal sealed class MatrixTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    private readonly TargetName _name = name;

    /// <summary>Where to ask; ends with a slash.</summary>
    public required Uri Server { get; init; }

    /// <summary>True where the server may name another one that serves its users.</summary>
    public bool IsDiscovered { get; init; }

    /// <summary>Null where there is a token.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>Null before the login.</summary>
    public Secret? Token { get; init; }

    /// <summary><c>#alias:server</c> before the room was entered, <c>!id:server</c> afterwards.</summary>
    public required string Room { get; init; }

    /// <summary>A bridge's webhook, which needs no more; null for a user of the server.</summary>
    public MatrixHook? Hook { get; init; }

    /// <summary>True for messages that other bots do not answer.</summary>
    public bool IsNotice { get; init; }

    /// <summary>The same, as it is found.</summary>
    public MatrixTarget At(Uri server, Secret token, string room) => new(_name, Options)
    {
        Server = server,
        Token = token,
        Room = room,
        IsNotice = IsNotice,
    };
}
