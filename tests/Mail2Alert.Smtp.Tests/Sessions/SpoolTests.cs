using System.Text;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public sealed class SpoolTests : IDisposable
{
    private const int Threshold = 200_000;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly TestServer _server;

    public SpoolTests() => _server = new(options =>
    {
        options.SpoolDirectory = _directory;
        options.SpoolThreshold = Threshold;
        options.MaxMessageSize = 1_000_000;
        options.MaxSpoolBytes = 1_000_000;
    });

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory);
        }
    }

    [Theory]
    [InlineData(Threshold - 1, 0)]
    [InlineData(Threshold, 0)]
    [InlineData(Threshold + 1, Threshold + 1)]
    [InlineData(900_000, 900_000)]
    public async Task A_message_over_the_threshold_lies_on_disk_and_is_the_same(int length, int onDisk)
    {
        var text = Message(length);
        var (spooled, read) = (-1L, "");
        _server.Handler.OnMessage = async (message, token) =>
        {
            spooled = _server.BytesSpooled;
            using var reader = new StreamReader(message.Content.OpenRead(), Encoding.Latin1);
            read = await reader.ReadToEndAsync(token);
            return SmtpReplies.Accepted;
        };
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await SendAsync(client, text + ".\r\n")).ShouldContain("queued as");

        spooled.ShouldBe(onDisk);
        _server.Handler.Deliveries.Single().Text.ShouldBe(text);
        read.ShouldBe(text);
        ShouldHaveLeftNothing();
    }

    [Fact]
    public async Task Memory_stays_bounded_while_a_large_message_arrives()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        // How much one read takes is up to the scheduler; the whole message it never is.
        var text = Message(990_000);
        foreach (var piece in text.Chunk(10_000))
        {
            await client.SendAsync(new string(piece));
            _server.BytesInFlight.ShouldBeLessThan(text.Length * 3 / 4);
        }

        (await client.SendAsync(".\r\n", "\r\n")).ShouldContain("queued as");
        _server.Handler.Deliveries.Single().Text.ShouldBe(text);
    }

    [Fact]
    public async Task Is_free_after_a_refusal()
    {
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await SendAsync(client, Message(500_000) + ".\r\n")).ShouldBe("550 5.7.1 No\r\n");

        ShouldHaveLeftNothing();
    }

    [Fact]
    public async Task Is_free_after_a_message_too_large()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        Dialogue.WithoutIds(await SendAsync(client, Message(1_000_001) + ".\r\n")).ShouldBe("552 5.3.4 Message too large\r\n");

        ShouldHaveLeftNothing();
    }

    [Fact]
    public async Task Is_free_after_a_lost_connection()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        foreach (var piece in Message(500_000).Chunk(10_000))
        {
            await client.SendAsync(new string(piece));
        }

        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.Lost);

        _server.Handler.Deliveries.ShouldBeEmpty();
        ShouldHaveLeftNothing();
    }

    [Fact]
    public async Task A_full_disk_defers_the_message_and_the_session_goes_on()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        _server.Server.Spool.Create = () => new FullDisk(path);
        await using var client = _server.Connect();
        await client.StartDataAsync();

        Dialogue.WithoutIds(await SendAsync(client, Message(500_000) + ".\r\n")).ShouldBe("452 4.3.1 Out of disk space for now, try again\r\n");

        File.Exists(path).ShouldBeFalse();
        ShouldHaveLeftNothing();
        _server.Log.Lines.ShouldContain(line => line.Id.Id == 1020 && line.Text.Contains("No space left"));
        await client.StartDataAsync();
        (await client.SendAsync("small\r\n.\r\n")).ShouldContain("queued as");
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_defers_the_message()
    {
        await File.WriteAllTextAsync(_directory, "in the way", TestContext.Current.CancellationToken);
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await SendAsync(client, Message(500_000) + ".\r\n")).ShouldStartWith("452 4.3.1");

        File.Delete(_directory);
    }

    [Fact]
    public async Task Disk_space_used_up_by_others_defers_the_message_and_a_declared_one_at_MAIL()
    {
        var answer = new TaskCompletionSource<SmtpVerdict>();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Handler.OnMessage = (_, _) =>
        {
            asked.TrySetResult();
            return new(answer.Task);
        };
        await using var first = _server.Connect();
        await first.StartDataAsync();
        await first.SendAsync(Message(600_000) + ".\r\n");
        await asked.Task;
        await using var second = _server.Connect();

        (await second.SendAsync("EHLO x\r\nMAIL FROM:<a@b> SIZE=600000\r\n")).ShouldEndWith("452 4.3.1 Out of disk space for now, try again\r\n");
        await second.StartDataAsync();
        Dialogue.WithoutIds(await SendAsync(second, Message(600_000) + ".\r\n")).ShouldBe("452 4.3.1 Out of disk space for now, try again\r\n");

        _server.BytesSpooled.ShouldBe(600_000);
        answer.SetResult(SmtpReplies.Accepted);
        await first.CloseAsync();
        first.Received.ShouldContain("queued as");
        ShouldHaveLeftNothing();
    }

    [Fact]
    public async Task A_reader_that_comes_too_late_gets_an_exception()
    {
        await using var client = _server.Connect();
        Stream? stream = null;
        _server.Handler.OnMessage = (message, _) =>
        {
            stream = message.Content.OpenRead();
            return new(SmtpReplies.Accepted);
        };
        await client.StartDataAsync();
        await SendAsync(client, Message(500_000) + ".\r\n");

        Should.Throw<ObjectDisposedException>(() => stream!.ReadByte());
        Should.Throw<ObjectDisposedException>(() => _server.Handler.Deliveries.Single().Message.Content.Bytes);
        Should.Throw<ObjectDisposedException>(() => _server.Handler.Deliveries.Single().Message.Content.OpenRead());
    }

    [Fact]
    public async Task Only_the_program_s_user_may_look_at_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await SendAsync(client, Message(500_000) + ".\r\n");

#pragma warning disable CA1416 // Skipped above.
        File.GetUnixFileMode(_directory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    // Every line differs from the others, so that no piece can take another's place.
    private static string Message(int length)
    {
        var text = new StringBuilder();
        for (var line = 0; text.Length < length; line++)
        {
            text.Append($"line {line} \u00e9\r\n");
        }

        // The cut may fall into a line end.
        return text.ToString(0, length - 3).TrimEnd('\r', '\n').PadRight(length - 2, 'x') + "\r\n";
    }

    private static Task<string> SendAsync(TestClient client, string text) => client.SendAsync(text, "\r\n");

    private void ShouldHaveLeftNothing()
    {
        _server.BytesInFlight.ShouldBe(0);
        _server.BytesSpooled.ShouldBe(0);
        (Directory.Exists(_directory) ? Directory.GetFiles(_directory) : []).ShouldBeEmpty();
    }
}
