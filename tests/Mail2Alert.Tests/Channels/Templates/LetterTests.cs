using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Templates;

public sealed class LetterTests
{
    private static readonly TargetOptions Split = new() { Overflow = Overflow.Split };

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String,
        Some("👩‍🚒", "é", "e\u0301", "🇸🇪", "&", "<", "*", "\\", "`", "\n", " ", "a", "word ", "# ", "ж").Array[0, 120].Select(string.Concat),
        Gen.Const(Telling.Hostile));

    private static readonly Gen<(Dialect Dialect, MessageLimits Limits)> Kinds = Gen.Select(
        Some(Dialect.Plain, Dialect.Html, Dialect.Markdown),
        Gen.Int[0, 60].Select(title => title < 20 ? 0 : title),
        Gen.Int[60, 400],
        Gen.Enum<LengthUnit>(),
        (dialect, title, text, unit) => (dialect, new MessageLimits(title, text, unit)));

    [Fact]
    public async Task Says_what_it_is_what_happened_where_and_where_to_read_on()
    {
        var letter = await new Letters(Letters.Kind(new MessageLimits(0, 1000))).WriteAsync(Telling.Alert, "fallback of ops");

        letter.Title.ShouldBe("");
        letter.Text.ShouldBe("Error: Disk full\nFallback of ops\n/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2");
    }

    [Theory]
    [InlineData("Firing", "Critical", "Disk full", "Critical: Disk full")]
    [InlineData("Firing", "Warning", "Disk full", "Warning: Disk full")]
    [InlineData("Firing", "Info", "Disk full", "Disk full")]
    [InlineData("Info", "Info", "Disk full", "Disk full")]
    [InlineData("Resolved", "Error", "Disk full", "Resolved: Disk full")]
    [InlineData("Resolved", "Error", "[RESOLVED] Disk full", "[RESOLVED] Disk full")]
    public async Task A_word_tells_status_and_severity_unless_the_mail_has_it(string status, string severity, string title, string said)
    {
        var alert = Telling.Alert with { Status = Enum.Parse<AlertStatus>(status), Severity = Enum.Parse<Severity>(severity), Title = title };

        (await new Letters(Letters.Kind(new MessageLimits(100, 1000))).WriteAsync(alert)).Title.ShouldBe(said);
    }

    [Fact]
    public async Task Where_colours_tell_it_no_word_does()
    {
        var kind = Letters.Kind(new MessageLimits(100, 1000)) with { ShowsStatus = true, HasLink = true };

        var letter = await new Letters(kind).WriteAsync(Telling.Alert);

        letter.Title.ShouldBe("Disk full");
        letter.Text.ShouldEndWith("\nhost: nas1");
    }

    [Fact]
    public async Task Labels_that_the_mail_tells_are_not_told_twice()
    {
        var letter = await new Letters(Letters.Kind(new MessageLimits(100, 1000)) with { HasLink = true }).WriteAsync(Telling.Alert with { Text = "NAS1 is full" });

        letter.Text.ShouldBe("NAS1 is full");
    }

    [Fact]
    public async Task What_is_told_is_never_longer_than_may_be_and_never_cut_inside_a_character_or_an_escape() =>
        await Gen.Select(Kinds, Texts, Texts, Texts.Select(note => note.Length == 0 ? null : note), Gen.Bool).SampleAsync(async (kind, title, text, note, split) =>
        {
            var letters = new Letters(Letters.Kind(kind.Limits, kind.Dialect));

            await letters.TellAsync(Telling.Alert with { Title = title, Text = text }, null, note, null, split ? Split : null);

            foreach (var letter in letters.Told)
            {
                kind.Limits.Unit.LengthOf(letter.Title).ShouldBeLessThanOrEqualTo(kind.Limits.Title);
                kind.Limits.Unit.LengthOf(letter.Text).ShouldBeLessThanOrEqualTo(kind.Limits.Text);
                Written.ShouldBeWhole(letter.Text, title + text + note, kind.Dialect);
            }
        });

    [Fact]
    public async Task A_text_in_parts_is_told_whole()
    {
        await Texts.SampleAsync(async text =>
        {
            var letters = new Letters(Letters.Kind(new MessageLimits(60, 100)) with { HasLink = true });

            await letters.TellAsync(Telling.Alert with { Labels = Labels.Empty, Text = text }, options: Split);

            // Without a text, the title is told in its place; what is longer than ten parts is cut.
            if (letters.Told.Count < 10 && !string.IsNullOrWhiteSpace(text))
                Written.Letters(string.Concat(letters.Told.Select(letter => letter.Text))).ShouldBe(Written.Letters(text));
        });
    }

    [Fact]
    public async Task Parts_are_numbered_and_end_where_a_line_does()
    {
        var letters = new Letters(Letters.Kind(new MessageLimits(60, 100)));

        await letters.TellAsync(Telling.Alert with { Labels = Labels.Empty, Text = string.Join('\n', Enumerable.Repeat("this is one line of thirty chars", 6)) }, options: Split);

        letters.Told.Select(letter => letter.Title).ShouldBe(["Error: Disk full [1/3]", "Error: Disk full [2/3]", "Error: Disk full [3/3]"]);
        letters.Told[0].Text.ShouldBe("this is one line of thirty chars\nthis is one line of thirty chars\nthis is one line of thirty chars");
        letters.Told[2].Text.ShouldBe("https://nas.example.com/disk?id=1&x=2");
        letters.Told.Select(letter => letter.Key).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_target_may_ask_for_another_dialect_where_the_channel_knows_it()
    {
        var kind = Letters.Kind(new MessageLimits(60, 1000)) with { Formats = new Dictionary<string, Dialect> { ["html"] = Dialect.Html } };

        (await new Letters(kind).WriteAsync(Telling.Alert, options: new TargetOptions { Format = "html" })).Text.ShouldStartWith("/var is at 97% &lt;b&gt;&amp;");
        (await new Letters(kind).WriteAsync(Telling.Alert, options: new TargetOptions { Format = "markdown" })).Text.ShouldStartWith("/var is at 97% <b>&");
    }

    private static Gen<T> Some<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
