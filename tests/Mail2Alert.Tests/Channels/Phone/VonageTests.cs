using Mail2Alert.Channels;

namespace Mail2Alert.Tests.Channels.Phone;

public sealed class VonageTests
{
    private const string Url = "vonage://apikeyab:secretcd@15551231234/15557654321";

    private readonly Telling _telling = new();

    [Theory]
    [InlineData("Ünder 5 €", null)]
    [InlineData("до 5", "unicode")]
    public async Task Sends_one_form_with_what_its_letters_need(string text, string? type)
    {
        _telling.Web.Answers(200, """{"message-count":"1","messages":[{"to":"15557654321","message-id":"m1","status":"0"}]}""");

        (await _telling.TellAsync(Url, Telling.Alert with { Text = text, Link = null })).ShouldBe(new Outcome.Delivered("m1"));

        var request = _telling.Web.Requests.ShouldHaveSingleItem();
        (request.Method, request.Address).ShouldBe(("POST", "https://rest.nexmo.com/sms/json"));
        request.Form.GetValueOrDefault("type").ShouldBe(type);
        string.Join(' ', ((string[])["api_key", "api_secret", "ttl", "from", "to"]).Select(name => request.Form[name])).ShouldBe("apikeyab secretcd 900000 15551231234 15557654321");
        request.Form["text"].ShouldBe($"Error: Disk full\n{text}\nhost: nas1");
    }

    [Theory]
    [InlineData("0", "0", "Delivered")]
    [InlineData("1", "1", "Retry")]
    [InlineData("0", "1", "Failed")]
    [InlineData("4", "4", "Retry")]
    [InlineData("9", "9", "Retry")]
    [InlineData("6", "6", "Failed")]
    public async Task The_state_of_each_part_counts(string first, string second, string outcome)
    {
        _telling.Web.Answers(200, $$"""{"messages":[{"status":"{{first}}","error-text":"x"},{"status":"{{second}}","error-text":"x"}]}""");

        (await _telling.TellAsync(Url)).GetType().Name.ShouldBe(outcome);
    }

    [Fact]
    public async Task An_answer_without_any_is_no_success()
    {
        _telling.Web.Answers(200, "{}");

        (await _telling.TellAsync(Url)).ShouldBeOfType<Outcome.Failed>();
    }

    [Theory]
    [InlineData("nexmo://k:s@ACME/15557654321/+1 555 765 4322", "vonage://***/15557654321 vonage://***/15557654322")]
    [InlineData("vonage://_?key=k&secret=s&from=15551231234", "vonage://***/15551231234")]
    public void Each_number_is_a_target(string url, string shown) =>
        string.Join(' ', TargetGrammar.Parse(url).Targets.Select(target => target.Text)).ShouldBe(shown);

    [Theory]
    [InlineData("vonage://k@15551231234/15557654321", "expected vonage://KEY:SECRET@FROM/TO")]
    [InlineData("vonage://k:s@ACME", "who is told is a number with its country's code, such as 15557654321")]
    [InlineData($"{Url}?ttl=1", "ttl is 20000 to 604800000 milliseconds")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
