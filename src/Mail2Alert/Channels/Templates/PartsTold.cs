using System.Globalization;

namespace Mail2Alert.Channels.Templates;

/// <summary>How many parts of a letter were told at earlier attempts. It is kept in the memo, beside what the channel keeps there.</summary>
/// <param name="Count">So many of them.</param>
/// <param name="Kept">What the channel keeps.</param>
internal sealed record PartsTold(int Count, Memo Kept)
{
    private const string Name = "mail2alert-parts";

    /// <param name="memo">As the pipeline keeps it.</param>
    /// <param name="mailId">Of which mail the letter is: what was told of another one does not count.</param>
    public static PartsTold Of(Memo memo, string mailId) => new(
        memo[Name]?.Split(' ') is [var count, var id] && id == mailId ? int.Parse(count, CultureInfo.InvariantCulture) : 0,
        new Memo(memo.Values.Remove(Name)));

    public Memo ToMemo(string mailId) => new(Kept.Values.SetItem(Name, $"{Count.ToString(CultureInfo.InvariantCulture)} {mailId}"));
}
