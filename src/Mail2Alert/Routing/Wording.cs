namespace Mail2Alert.Routing;

/// <summary>Templates of what is said, as written (Handlebars).</summary>
/// <param name="Title">Null for the usual title.</param>
/// <param name="Text">Null for the usual text.</param>
internal sealed record Wording(string? Title, string? Text)
{
    /// <summary>What this one says, and where it says nothing, what another one does.</summary>
    public Wording Over(Wording? other) => other is null ? this : new(Title ?? other.Title, Text ?? other.Text);
}
