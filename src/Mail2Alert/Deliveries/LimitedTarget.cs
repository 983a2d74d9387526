using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>A target that is told no more often than a receiver says. Of another receiver it is another one.</summary>
/// <param name="Receiver">Has a limit.</param>
/// <param name="Target">One of its targets.</param>
internal sealed record LimitedTarget(Receiver Receiver, Target Target)
{
    public Allowance Allowance => Receiver.Limit!;
}
