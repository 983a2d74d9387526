using Mail2Alert.Cli;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Tests.Cli;

public sealed class HashPasswordCommandTests
{
    [Fact]
    public void Prints_what_the_configuration_takes_for_the_password()
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        HashPasswordCommand.Run("secret", output, error).ShouldBe(ExitCode.Ok);

        SmtpCredential.TryParse(output.ToString().TrimEnd(), out var credential).ShouldBeTrue();
        credential!.Matches("secret").ShouldBeTrue();
        error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\tb")]
    public void Refuses_what_is_no_password(string? text)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        HashPasswordCommand.Run(text, output, error).ShouldBe(ExitCode.Usage);

        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldContain("1 to 255 characters");
    }

    [Fact]
    public void Reads_keys_up_to_enter_and_takes_back_by_backspace()
    {
        var keys = new Queue<ConsoleKeyInfo>("\bab\bc\r".Select(Key));

        HashPasswordCommand.ReadKeys(keys.Dequeue).ShouldBe("ac");
    }

    private static ConsoleKeyInfo Key(char character) => new(
        character,
        character switch { '\b' => ConsoleKey.Backspace, '\r' => ConsoleKey.Enter, _ => ConsoleKey.A },
        shift: false,
        alt: false,
        control: false);
}
