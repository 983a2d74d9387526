namespace Mail2Alert.Tests.Budgets;

[CollectionDefinition(AllocationBudget.Collection, DisableParallelization = true)]
public sealed class OneAtATime;
