namespace Mail2Alert.Configuration;

/// <summary>Where a listener is.</summary>
internal abstract record ListenAddress
{
    private ListenAddress()
    {
    }

    /// <summary>What stands behind the protocol and its colon.</summary>
    public abstract override string ToString();

    /// <param name="Host">A literal address, a name, or <c>*</c> for all addresses.</param>
    /// <param name="Port">The port; 0 for any that is free.</param>
    public sealed record Tcp(string Host, int Port) : ListenAddress
    {
        public override string ToString() => $"//{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
    }

    /// <summary>A Unix socket that we make ourselves.</summary>
    /// <param name="Path">Where its file is.</param>
    public sealed record Unix(string Path) : ListenAddress
    {
        public override string ToString() => $"unix:{Path}";
    }

    /// <summary>What systemd listens on for us.</summary>
    /// <param name="Name">The sockets of this name; null for all that no other listener names.</param>
    public sealed record Systemd(string? Name) : ListenAddress
    {
        public override string ToString() => $"systemd:{Name}";
    }
}
