namespace Mail2Alert.Messages;

/// <summary>
/// Where bytes from outside meet a parser that is not ours. Whatever it stumbles over costs the mail that one thing, and never the alert.
/// </summary>
internal static class Forgiving
{
    public static T Read<T>(Func<T> read, T otherwise, Trouble trouble)
    {
        try
        {
            return read();
        }
#pragma warning disable CA1031 // What a parser throws is not ours to foresee, and a mail that is not told is worse than one told badly.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            trouble.Add($"A part of it could not be read ({exception.GetType().Name}).");
            return otherwise;
        }
    }
}
