namespace Mail2Alert.Channels;

/// <summary>
/// A channel whose targets are written as URLs. Whoever implements it is part of the program: <see cref="ChannelCatalog"/> finds it.
/// </summary>
internal interface IUrlChannel : IChannel
{
    static abstract ChannelKind Kind { get; }
}
