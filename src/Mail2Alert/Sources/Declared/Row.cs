namespace Mail2Alert.Sources.Declared;

/// <summary>One of several things that a mail tells.</summary>
/// <param name="Fields">What is known of it.</param>
/// <param name="Text">What the mail says of it.</param>
internal sealed record Row(IReadOnlyList<(string Name, string Value)> Fields, string Text);
