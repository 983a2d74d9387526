using Mail2Alert.Benchmarks.Operations;

namespace Mail2Alert.Tests.Budgets;

/// <summary>What the store may allocate for a mail. Its thread has a share in that.</summary>
[Collection(AllocationBudget.Collection)]
public sealed class StoreBudgetTests : IAsyncLifetime
{
    private StoreOperations? _store;

    public async ValueTask InitializeAsync() => _store = await StoreOperations.OpenAsync();

    public ValueTask DisposeAsync() => _store!.DisposeAsync();

    [Fact]
    public Task A_mail_is_kept_within_its_budget() => new AllocationBudget("a mail kept", 3_800).HoldsAsync(_store!.KeepAsync);

    [Fact]
    public Task A_mail_is_kept_with_its_decision_within_its_budget() =>
        new AllocationBudget("a mail kept with its decision", 8_000).HoldsAsync(_store!.KeepDecidedAsync);

    [Fact]
    public Task A_delivery_is_taken_and_recorded_within_its_budget() =>
        new AllocationBudget("a mail kept with its decision, and delivered", 13_500).HoldsAsync(_store!.KeepAndDeliverAsync);
}
