using Mail2Alert.Pipeline;

namespace Mail2Alert.Tests.Pipeline;

public sealed class ReadBudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Room_for_the_largest_is_taken_and_what_a_mail_does_not_need_is_given_back()
    {
        var budget = new ReadBudget(100, largest: 60);
        using var share = await budget.TakeAsync(Cancellation);
        budget.Free.ShouldBe(40);

        share.Keep(10);

        budget.Free.ShouldBe(90);
        share.Dispose();
        share.Dispose();
        budget.Free.ShouldBe(100);
    }

    [Fact]
    public async Task Who_finds_no_room_waits_for_it_in_turn()
    {
        var budget = new ReadBudget(100, largest: 60);
        var first = await budget.TakeAsync(Cancellation);
        var second = budget.TakeAsync(Cancellation);
        var third = budget.TakeAsync(Cancellation);
        second.IsCompleted.ShouldBeFalse();

        first.Keep(10);

        using var share = await second;
        third.IsCompleted.ShouldBeFalse();
        first.Dispose();
        share.Keep(1);
        (await third).Dispose();
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_any_more_takes_nothing()
    {
        var budget = new ReadBudget(100, largest: 100);
        using var cancel = new CancellationTokenSource();
        var first = await budget.TakeAsync(Cancellation);
        var second = budget.TakeAsync(cancel.Token);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        first.Dispose();

        budget.Free.ShouldBe(100);
    }

    [Fact]
    public async Task A_destination_that_hangs_with_large_mails_leaves_room_to_the_others()
    {
        var budget = new SendBudget(400, largest: 100);
        using var hanging = await budget.TakeAsync("dead", Cancellation);
        hanging.Keep(100);
        var waiting = budget.TakeAsync("dead", Cancellation);
        waiting.IsCompleted.ShouldBeFalse();

        (await budget.TakeAsync("live", Cancellation)).Dispose();

        waiting.IsCompleted.ShouldBeFalse();
        hanging.Dispose();
        (await waiting).Dispose();
    }

    [Fact]
    public async Task A_mail_larger_than_all_of_it_has_it_to_itself()
    {
        var budget = new ReadBudget(100, largest: 1000);
        using var share = await budget.TakeAsync(Cancellation);
        share.Keep(1000);
        budget.Free.ShouldBe(0);
    }
}
