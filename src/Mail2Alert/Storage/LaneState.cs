using Mail2Alert.Channels;

namespace Mail2Alert.Storage;

/// <summary>What one alert and one target have between them.</summary>
/// <param name="IsBusy">True while news waits or is being sent.</param>
/// <param name="Memo">What the target said when it was told before; <see cref="Memo.None"/> for nothing.</param>
internal readonly record struct LaneState(bool IsBusy, Memo Memo)
{
    /// <summary>Nothing at all.</summary>
    public static LaneState Idle { get; } = new(false, Memo.None);
}
