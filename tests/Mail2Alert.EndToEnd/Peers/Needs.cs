namespace Mail2Alert.EndToEnd.Peers;

/// <summary>Marks what needs programs of the operating system.</summary>
internal static class Needs
{
    public const string Trait = "Needs";
    public const string Debian = "Debian packages";
}
