using System.Buffers;
using System.Text;
using Mail2Alert.Intake;

namespace Mail2Alert.Tests.Intake;

public sealed class LoopGuardTests
{
    private static readonly LoopGuard Guard = new(100, "gateway.example.com");

    [Fact]
    public void A_mail_that_passed_as_many_servers_as_it_may_goes_on_and_one_more_ends_it()
    {
        Refused(Hops(100)).ShouldBeNull();
        Refused(Hops(101)).ShouldBe("554 5.4.6 Too many hops: this mail is in a loop");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mail_may_pass_here_three_times_as_an_alias_of_an_alias_does(int passed) => Refused(Passed(passed, "gateway.example.com")).ShouldBeNull();

    [Fact]
    public void A_mail_that_comes_for_the_fourth_time_is_in_a_loop() =>
        Refused(Passed(3, "GATEWAY.example.com")).ShouldBe("554 5.4.6 This mail passed here 3 times already: it is in a loop");

    [Fact]
    public void Others_of_our_kind_may_stand_in_a_row() => Refused(Passed(10, "another.example.com")).ShouldBeNull();

    [Fact]
    public void What_stands_in_the_body_does_not_count() => Refused("Subject: x\r\n\r\n" + Hops(200) + Passed(5, "gateway.example.com")).ShouldBeNull();

    [Fact]
    public void A_field_counts_once_however_it_is_folded_or_written() =>
        Refused(string.Concat(Enumerable.Repeat("RECEIVED : from a\r\n\tby b\r\n Received: no field\r\n", 100)) + "\r\n").ShouldBeNull();

    [Fact]
    public void Fields_are_counted_across_pieces_of_memory()
    {
        var bytes = Encoding.ASCII.GetBytes(Hops(101));
        var first = new Piece(bytes.AsMemory(0, 5), null);
        var last = first;
        for (var at = 5; at < bytes.Length; at += 5)
            last = new Piece(bytes.AsMemory(at, Math.Min(5, bytes.Length - at)), last);

        Guard.RefusalOf(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)).ShouldNotBeNull();
    }

    private static string Hops(int count) => string.Concat(Enumerable.Repeat("Received: from a by b; today\r\n", count)) + "Subject: x\r\n\r\n";

    private static string Passed(int count, string host) => string.Concat(Enumerable.Repeat($"X-Mail2Alert-Passed: {host}\r\n", count)) + "\r\nx\r\n";

    private static string? Refused(string mail) => Guard.RefusalOf(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(mail)))?.ToString();

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
