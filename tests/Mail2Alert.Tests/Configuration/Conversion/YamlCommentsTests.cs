using Mail2Alert.Configuration.Conversion;

namespace Mail2Alert.Tests.Configuration.Conversion;

public sealed class YamlCommentsTests
{
    private const string Text = """
        # of the file
        # in two lines

        a: "x # no"   # behind a
        b: |
          # no
          text
          # nor this
        # about c
        c: [ 1, 2 ] # behind c
        d: x#no
          # deeper
        # end
        """;

    [Fact]
    public void Each_comment_is_found_with_what_it_is_about() =>
        YamlComments.Of(Text).ShouldBe(
        [
            new(YamlComment.File, "# of the file", IsBehind: false),
            new(YamlComment.File, "# in two lines", IsBehind: false),
            new(4, "# behind a", IsBehind: true),
            new(10, "# about c", IsBehind: false),
            new(10, "# behind c", IsBehind: true),
            new(int.MaxValue, "# deeper", IsBehind: false),
            new(int.MaxValue, "# end", IsBehind: false),
        ]);

    [Fact]
    public void A_comment_goes_to_its_line_or_to_the_next_that_is_there()
    {
        PrintedLine[] lines = [new("a: 1", new HashSet<int> { 10 }), new("  b: 2", new HashSet<int> { 7 })];
        YamlComment[] comments =
        [
            new(YamlComment.File, "# head", IsBehind: false),
            new(7, "# behind", IsBehind: true),
            new(7, "# above", IsBehind: false),
            new(8, "# near", IsBehind: true),
            new(int.MaxValue, "# end", IsBehind: false),
        ];

        CommentWeaver.Weave(lines, comments).ShouldBe(["# head", "# near", "a: 1", "  # above", "  b: 2   # behind", "# end"]);
    }
}
