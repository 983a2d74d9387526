namespace Mail2Alert.Plugins;

/// <summary>What stands under <c>settings</c> of a source, with references such as <c>${NAME}</c> resolved.</summary>
/// <param name="Source">What the source is called.</param>
/// <param name="Values">By key.</param>
public sealed record NotifierSettings(string Source, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A setting; null when it is not there.</summary>
    public string? Find(string name) => Values.GetValueOrDefault(name);

    /// <summary>A setting that must be there.</summary>
    /// <exception cref="NotifierSettingsException">It is not.</exception>
    public string Require(string name) => Find(name) ?? throw new NotifierSettingsException(name, "must be given");

    /// <summary>Without the values, which may be secret.</summary>
    public override string ToString() => $"settings of {Source}";
}
