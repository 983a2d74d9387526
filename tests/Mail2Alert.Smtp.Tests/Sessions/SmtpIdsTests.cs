using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class SmtpIdsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Are_sixteen_letters_and_digits() => new SmtpIds().Next(Noon).ShouldMatch("^[0-9A-HJKMNP-TV-Z]{16}$");

    [Fact]
    public void Are_unique_within_a_millisecond()
    {
        var ids = new SmtpIds();

        Enumerable.Range(0, 10_000).Select(_ => ids.Next(Noon)).Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public void Sort_by_time()
    {
        var ids = new SmtpIds();
        var inOrder = Enumerable.Range(0, 100).Select(i => ids.Next(Noon.AddMilliseconds(i * 7_777_777L))).ToArray();

        inOrder.Order(StringComparer.Ordinal).ShouldBe(inOrder);
    }
}
