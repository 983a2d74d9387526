namespace Mail2Alert.Smtp.Proxy;

/// <summary>How far reading a PROXY header came.</summary>
internal enum ProxyParse
{
    /// <summary>All octets so far fit; more are needed.</summary>
    Incomplete,

    /// <summary>The header is whole.</summary>
    Complete,

    /// <summary>This is no PROXY header, or none that the protocol allows.</summary>
    Invalid,
}
