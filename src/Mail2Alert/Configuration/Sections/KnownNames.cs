namespace Mail2Alert.Configuration.Sections;

/// <summary>What the file itself gives names to, and conditions ask for. A name that it does not give is a typing mistake.</summary>
internal sealed record KnownNames(IReadOnlyList<string> Sources, IReadOnlyList<string> Listeners, IReadOnlyList<string> Logins);
