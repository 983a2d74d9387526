using CsCheck;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class ChunkTests
{
    private const string Start = "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n";
    private const string Transaction = "MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n";

    private readonly TestServer _server = new(options => options.MaxMessageSize = 1000);

    [Fact]
    public async Task EHLO_offers_chunks()
    {
        await using var client = _server.Connect();

        (await client.SendAsync("EHLO x\r\n")).ShouldContain("250-CHUNKING\r\n");
    }

    [Fact]
    public async Task Make_one_message()
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start);

        (await client.SendAsync("BDAT 3\r\na\r\nBDAT 4\r\n..\r\nBDAT 3 LAST\r\n.\r\n"))
            .ShouldMatch("^250 2.0.0 Chunk received\r\n250 2.0.0 Chunk received\r\n250 2.0.0 Ok: queued as [0-9A-Z]{16}\r\n$");

        _server.Handler.Deliveries.Single().Text.ShouldBe("a\r\n..\r\n.\r\n");
        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Of_binary_content_are_kept_octet_by_octet()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b> BODY=BINARYMIME\r\nRCPT TO:<a@b>\r\n");

        await client.SendAsync("BDAT 3\r\na\rb");
        await client.SendAsync("BDAT 3\r\n\n\r\r");
        await client.SendAsync("BDAT 4 LAST\r\n\n\0\u00ffc");

        var message = _server.Handler.Deliveries.Single();
        message.Text.ShouldBe("a\rb\n\r\r\n\0\u00ffc");
        message.Envelope.Parameters.Body.ShouldBe(SmtpBody.Binary);
    }

    [Fact]
    public async Task Binary_content_may_be_as_large_as_any()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b> BODY=BINARYMIME\r\nRCPT TO:<a@b>\r\n");

        (await client.SendAsync($"BDAT 1001 LAST\r\n{new string('\r', 1001)}")).ShouldStartWith("552 5.3.4");
        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_last_one_alone_is_an_empty_message()
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start);

        (await client.SendAsync("BDAT 0 LAST\r\n")).ShouldContain("queued as");

        _server.Handler.Deliveries.Single().Bytes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a", "", "a\r\n")]
    [InlineData("a\r", "\nb", "a\r\nb\r\n")]
    [InlineData("a\r", "b", "a\r\nb\r\n")]
    [InlineData("a\n", "\nb\r", "a\r\n\r\nb\r\n")]
    [InlineData("a\r", "\r\n", "a\r\n\r\n")]
    [InlineData("a\r\n", ".\n", "a\r\n.\r\n")]
    public async Task Have_no_line_end_but_CR_LF(string first, string second, string content)
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start);

        await client.SendAsync($"BDAT {first.Length}\r\n{first}BDAT {second.Length} LAST\r\n{second}");

        _server.Handler.Deliveries.Single().Text.ShouldBe(content);
    }

    [Fact]
    public Task Any_cutting_gives_the_same_bytes_as_DATA() => Gen.Select(Text, Cuts, Cuts).SampleAsync(async (text, chunks, segments) =>
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(Stuffed(text) + ".\r\n" + Transaction);
        foreach (var segment in Pieces.Cut(Pieces.Chunks(text, chunks), segments))
        {
            await client.SendAsync(segment);
        }

        await client.SendAsync("QUIT\r\n");
        var bytes = _server.Handler.Deliveries.TakeLast(2).Select(delivery => delivery.Text).ToArray();
        return bytes[0] == bytes[1] && (await client.Run) == SmtpSessionEnd.Quit;
    }, threads: 1);

    [Fact]
    public async Task Over_the_limit_are_read_and_refused_and_nothing_is_left_of_the_transaction()
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start);
        await client.SendAsync($"BDAT 600\r\n{new string('x', 600)}");

        Dialogue.WithoutIds(await client.SendAsync($"BDAT 600\r\n{new string('y', 600)}")).ShouldBe("552 5.3.4 Message too large\r\n");

        _server.BytesInFlight.ShouldBe(0);
        (await client.SendAsync("BDAT 6 LAST\r\nQUIT\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n");
        (await client.SendAsync("DATA\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n");
        (await client.SendAsync(Transaction + "BDAT 3 LAST\r\na\r\n")).ShouldContain("queued as");
        _server.Handler.Deliveries.Single().Text.ShouldBe("a\r\n");
    }

    [Theory]
    [InlineData("2001", "")]
    [InlineData("2001", Start)]
    [InlineData("18446744073709551616", Start)]
    public async Task Of_a_size_beyond_reason_close_the_session(string size, string before)
    {
        await using var client = _server.Connect();
        await client.SendAsync(before);

        (await client.SendAsync($"BDAT {size}\r\nNOOP\r\n")).ShouldMatch("^(503|552) [^\n]+\n$");

        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task That_are_refused_are_never_executed()
    {
        await using var client = _server.Connect();

        (await client.SendAsync("BDAT 6\r\nNOOP\r\nEHLO x\r\n")).ShouldStartWith("503 5.5.1 Send EHLO or HELO first\r\n250-mx");
        (await client.SendAsync("BDAT 6\r\nNOOP\r\nBDAT 6 LAST\r\nNOOP\r\n"))
            .ShouldBe("503 5.5.1 Send MAIL first\r\n503 5.5.1 Send MAIL first\r\n");
    }

    [Fact]
    public async Task That_are_refused_count_as_errors()
    {
        await using var client = new TestServer(options => options.MaxErrors = 2).Connect();
        await client.SendAsync("EHLO x\r\nBDAT 1\r\nxBDAT 1\r\nx");

        (await client.SendAsync("BDAT 1\r\nx")).ShouldBe("421 4.7.0 Too many errors, closing\r\n");
    }

    [Fact]
    public async Task From_a_client_that_was_turned_away_do_not_let_it_in()
    {
        _server.Handler.OnConnect = _ => new SmtpReply(554, "5.7.1", "No");
        await using var client = _server.Connect();

        (await client.SendAsync("BDAT 1 LAST\r\nx" + Start)).ShouldBe(string.Concat(Enumerable.Repeat("503 5.5.1 Only QUIT is possible here\r\n", 4)));
    }

    [Theory]
    [InlineData("RSET\r\n")]
    [InlineData("EHLO y\r\n")]
    public async Task Are_forgotten_when_the_transaction_is(string reset)
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start + "BDAT 5\r\nfirst");
        _server.BytesInFlight.ShouldBePositive();

        await client.SendAsync(reset);
        _server.BytesInFlight.ShouldBe(0);
        await client.SendAsync(Transaction + "BDAT 8 LAST\r\nsecond\r\n");

        _server.Handler.Deliveries.Single().Text.ShouldBe("second\r\n");
    }

    [Fact]
    public async Task Refused_by_the_handler_leave_nothing_behind()
    {
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await using var client = _server.Connect();

        (await client.SendAsync(Start + "BDAT 3 LAST\r\na\r\n")).ShouldEndWith("550 5.7.1 No\r\n");

        (await client.SendAsync("RCPT TO:<a@b>\r\nBDAT 0 LAST\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n503 5.5.1 Send MAIL first\r\n");
    }

    [Theory]
    [InlineData("BDAT 10 LAST\r\nhalf")]
    [InlineData("BDAT 4\r\nhalf")]
    [InlineData("BDAT 4\r\nhalfBDAT 0 LA")]
    public async Task Cut_off_are_discarded(string cut)
    {
        var client = _server.Connect();
        await client.SendAsync(Start + cut);

        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.Lost);
        await client.DisposeAsync();

        _server.Handler.Deliveries.ShouldBeEmpty();
        _server.BytesInFlight.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Far_too_many_and_small_close_the_session(int size)
    {
        await using var client = new TestServer().Connect();
        await client.SendAsync(Start);
        var chunk = $"BDAT {size}\r\n{new string('x', size)}";

        Dialogue.WithoutIds(await client.SendAsync(string.Concat(Enumerable.Repeat(chunk, 1100)))).ShouldEndWith("421 4.7.0 Too many small chunks, closing\r\n");

        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task Silence_inside_one_ends_the_session()
    {
        await using var client = _server.Connect();
        await client.SendAsync(Start + "BDAT 10 LAST\r\nhalf");

        _server.Time.Advance(TimeSpan.FromMinutes(3));

        Dialogue.WithoutIds(client.Received).ShouldEndWith("421 4.4.2 Timeout, closing\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
        _server.BytesInFlight.ShouldBe(0);
    }

    private static readonly Gen<string> Text = Gen.OneOf("\r\n", ".", "a", "\r", "\n", "\u00e9", "..", "bc").Array[0, 30]
        .Select(parts => string.Concat(parts));

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 9].Array[1, 10];

    // DATA sends a dot behind a real CR LF twice, and ends with a real CR LF.
    private static string Stuffed(string text)
    {
        var stuffed = text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        stuffed = stuffed.StartsWith('.') ? "." + stuffed : stuffed;
        return stuffed.Length == 0 || stuffed.EndsWith("\r\n", StringComparison.Ordinal) ? stuffed
            : stuffed.EndsWith('\r') ? stuffed + "\n"
            : stuffed.EndsWith('\n') ? stuffed[..^1] + "\r\n"
            : stuffed + "\r\n";
    }
}
