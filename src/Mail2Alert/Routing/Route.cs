namespace Mail2Alert.Routing;

/// <summary>A rule: when an alert matches, notify this receiver.</summary>
/// <param name="Name">What people call it: its own name, or where it stands (<c>route 3, line 41</c>).</param>
/// <param name="When">The condition.</param>
/// <param name="To">Who is told.</param>
/// <param name="Continue">Go on to the next route after a match.</param>
internal sealed record Route(string Name, Matcher When, Receiver To, bool Continue);
