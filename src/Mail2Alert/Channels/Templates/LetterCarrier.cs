namespace Mail2Alert.Channels.Templates;

/// <summary>Takes to a target what it is told: part by part where it is told in several, and shorter when it was too large.</summary>
internal sealed class LetterCarrier(LetterWriter letters, ChannelKind kind)
{
    /// <param name="notification">What to say.</param>
    /// <param name="target">Whom to tell.</param>
    /// <param name="dialect">How its text is written; null for as the target asks, else as the channel's is.</param>
    /// <param name="tell">Tells one of the letters.</param>
    public async Task<Outcome> CarryAsync(Notification notification, ChannelTarget target, Dialect? dialect, Func<Letter, Task<Outcome>> tell)
    {
        var told = PartsTold.Of(notification.Memo, notification.Message.Id);
        notification = notification with { Memo = told.Kept };
        // A message that is there already is changed, and stays one.
        if (target.Options.Overflow == Overflow.Cut || (told.Count == 0 && !told.Kept.IsNone))
            return await TellAsync(letters.Write(notification, target, kind, dialect), target, tell);
        var parts = letters.WriteParts(notification, target, kind, dialect);
        return told.Count == 0 ? await TellFirstAsync(parts, target, tell) : await TellRestAsync(parts, told, new Outcome.Delivered { Memo = told.Kept }, tell);
    }

    private async Task<Outcome> TellFirstAsync(IReadOnlyList<Letter> parts, ChannelTarget target, Func<Letter, Task<Outcome>> tell)
    {
        var outcome = await tell(parts[0]);
        return outcome switch
        {
            Outcome.Failed { IsTooLarge: true } => await tell(letters.WriteShorter(parts[0], target, kind)),
            Outcome.Delivered => await TellRestAsync(parts, new PartsTold(1, outcome.Memo ?? Memo.None), outcome, tell),
            _ => outcome,
        };
    }

    // Those that were told are not told again at the next attempt.
    private static async Task<Outcome> TellRestAsync(IReadOnlyList<Letter> parts, PartsTold told, Outcome first, Func<Letter, Task<Outcome>> tell)
    {
        for (var count = told.Count; count < parts.Count; count++)
        {
            var outcome = await tell(parts[count]);
            if (outcome is Outcome.Retry)
                return outcome with { Memo = (told with { Count = count }).ToMemo(parts[0].About.Message.Id) };
            if (outcome is not Outcome.Delivered)
                return outcome with { Memo = told.Kept };
        }
        return first;
    }

    private async Task<Outcome> TellAsync(Letter letter, ChannelTarget target, Func<Letter, Task<Outcome>> tell) =>
        await tell(letter) is var outcome && outcome is Outcome.Failed { IsTooLarge: true }
            ? await tell(letters.WriteShorter(letter, target, kind))
            : outcome;
}
