using Mail2Alert.Benchmarks.Operations.Smtp;
using Mail2Alert.Tests.Budgets;

namespace Mail2Alert.Smtp.Tests.Budgets;

/// <summary>What the server may allocate for a mail. The benchmarks measure the same operations.</summary>
[Collection(AllocationBudget.Collection)]
public sealed class SmtpBudgetTests
{
    private readonly CommandOperations _commands = new();

    [Fact]
    public void A_command_is_found_without_an_allocation() => new AllocationBudget("four lines to their verbs", 0).Holds(() => _commands.Split());

    [Fact]
    public void The_envelope_keeps_to_its_budget()
    {
        new AllocationBudget("MAIL FROM with parameters", 560).Holds(() => _commands.Mail());
        new AllocationBudget("RCPT TO", 380).Holds(() => _commands.Recipient());
        new AllocationBudget("the reply that names the mail", 430).Holds(() => _commands.Reply());
    }

    [Theory]
    [InlineData(1024, 400)]
    [InlineData(10 * 1024, 460)]
    [InlineData(1024 * 1024, 1_600)]
    public async Task The_data_keeps_to_its_budget(int octets, long budget)
    {
        await using var data = DataOperations.Of(octets);

        new AllocationBudget($"data of {octets} octets", budget + ForReads(octets)).Holds(() => AtOnce(data.ReadAsync()), times: 20);
    }

    // Without optimisation what waits for a read is an object each time, whether it has to wait or not.
    private static long ForReads(int octets) =>
#if DEBUG
        210 * ((octets / 4096) + 3);
#else
        0 * octets;
#endif

    // What a segment's array takes is the pool's, once it has enough of them.
    private static long AtOnce(Task<long> work) => work.IsCompletedSuccessfully ? work.GetAwaiter().GetResult() : throw new InvalidOperationException("It waited.");
}
