using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.Yaml;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1h 30m", 5400)]
    [InlineData("1d", 86400)]
    [InlineData("1500ms", 1.5)]
    public void Reads_times(string text, double seconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("45")]
    [InlineData("1d1ms")]
    [InlineData("30m1h")]
    [InlineData("-5s")]
    [InlineData("999999999d")]
    [InlineData("45s\n")]
    public void Refuses_what_is_no_time_or_out_of_bounds(string text) => Durations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("25MiB", 25L * 1024 * 1024)]
    [InlineData("10 MB", 10_000_000)]
    [InlineData("2kb", 2000)]
    [InlineData("2048", 2048)]
    [InlineData("4096B", 4096)]
    [InlineData("1GiB", 1024L * 1024 * 1024)]
    [InlineData("1024GiB", 1024L * 1024 * 1024 * 1024)]
    public void Reads_sizes(string text, long octets) => Sizes.Parse(text).ShouldBe(octets);

    [Theory]
    [InlineData("")]
    [InlineData("1023")]
    [InlineData("1025GiB")]
    [InlineData("1.5MiB")]
    [InlineData("25 mega")]
    [InlineData("99999999999999999999")]
    public void Refuses_what_is_no_size_or_out_of_bounds(string text) => Sizes.Parse(text).ShouldBeNull();
}
