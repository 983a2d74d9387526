using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Templates;

public sealed class LetterCarrierTests
{
    private static readonly TargetOptions Split = new() { Overflow = Overflow.Split };
    private static readonly Alert Long = Telling.Alert with { Link = null, Labels = Labels.Empty, Text = string.Join('\n', Enumerable.Repeat("this is one line of thirty chars", 9)) };
    private static readonly Outcome Busy = new Outcome.Retry("busy");
    private static readonly Outcome First = new Outcome.Delivered("1") { Memo = Memo.Of(("ts", "17")) };

    private readonly Letters _letters = new(Letters.Kind(new MessageLimits(60, 100)));

    [Fact]
    public async Task Parts_that_were_told_are_not_told_again()
    {
        var outcome = await _letters.Answers(First, Busy).TellAsync(Long, options: Split);
        outcome.ShouldBeOfType<Outcome.Retry>();
        var again = await _letters.TellAsync(Long, outcome.Memo, options: Split);

        _letters.Told.Select(letter => letter.Title[^5..]).ShouldBe(["[1/3]", "[2/3]", "[2/3]", "[3/3]"]);
        again.ShouldBeOfType<Outcome.Delivered>().Memo.ShouldBe(Memo.Of(("ts", "17")));
    }

    [Fact]
    public async Task What_was_told_of_another_mail_does_not_count()
    {
        await _letters.TellAsync(Long, new PartsTold(1, Memo.None).ToMemo("another"), options: Split);

        _letters.Told.Select(letter => letter.Title[^5..]).ShouldBe(["[1/3]", "[2/3]", "[3/3]"]);
    }

    [Fact]
    public async Task Nothing_is_remembered_of_parts_when_the_first_fails()
    {
        (await _letters.Answers(Busy).TellAsync(Long, options: Split)).ShouldBe(Busy);
    }

    [Fact]
    public async Task The_first_part_alone_knows_what_the_target_said_and_says_what_is_kept()
    {
        var outcome = await _letters.Answers(First, new Outcome.Delivered("2") { Memo = Memo.Of(("ts", "18")) }).TellAsync(Long, options: Split);

        outcome.ShouldBe(First);
    }

    [Fact]
    public async Task A_message_that_is_changed_stays_one()
    {
        await _letters.TellAsync(Long, Memo.Of(("ts", "17")), options: Split);

        var letter = _letters.Told.ShouldHaveSingleItem();
        letter.Memo["ts"].ShouldBe("17");
        letter.Text.ShouldEndWith("…");
    }

    [Fact]
    public async Task What_was_too_large_is_told_once_more_without_files_and_shorter()
    {
        var letters = new Letters(Letters.Kind(new MessageLimits(60, 1000)) with { Files = new FileLimits(1, 1000) });
        letters.Answers(new Outcome.Failed("large") { IsTooLarge = true }, new Outcome.Failed("still") { IsTooLarge = true });

        (await letters.TellAsync(Long, mail: Letters.Mail(FilePickerTests.WithPicture))).ShouldBeOfType<Outcome.Failed>().Why.ShouldBe("still");

        letters.Told.Count.ShouldBe(2);
        letters.Told[0].Files.ShouldHaveSingleItem();
        letters.Told[1].Files.ShouldBeEmpty();
        letters.Told[1].Text.Length.ShouldBeLessThanOrEqualTo(letters.Told[0].Text.Length / 2);
    }
}
