namespace Mail2Alert.Channels.Templates;

/// <summary>How long a message may be.</summary>
/// <param name="Title">0 where there is no title: it becomes the first line of the text.</param>
/// <param name="Text">At least 1.</param>
/// <param name="Unit">What both count.</param>
internal sealed record MessageLimits(int Title, int Text, LengthUnit Unit = LengthUnit.Utf16);
