using Mail2Alert.Plugins;

namespace NewNotifier.Tests;

public sealed class NewNotifierTests
{
    [Theory]
    [InlineData("web1: disk is full", NotifierStatus.Firing)]
    [InlineData("web1: disk is fine", NotifierStatus.Resolved)]
    public async Task A_failure_and_its_end_have_one_key(string subject, NotifierStatus status)
    {
        var alert = Assert.Single(await ReadAsync(subject));

        Assert.Equal(("web1/disk", status), (alert.Key, alert.Status));
    }

    [Fact]
    public async Task Other_mail_is_left_as_it_is() => Assert.Empty(await ReadAsync("Lunch?"));

    private static async Task<IReadOnlyList<NotifierAlert>> ReadAsync(string subject)
    {
        var notifier = new NewNotifierKind().Create(new NotifierSettings("test", new Dictionary<string, string>()));
        return await notifier.ReadAsync(new NotifierMail { Subject = subject }, TestContext.Current.CancellationToken);
    }
}
