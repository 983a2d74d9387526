namespace Mail2Alert.Cli;

/// <summary>What scripts can count on.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>It could not be done: an address is taken, an API does not answer.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration has an error. Nothing was started.</summary>
    public const int Usage = 2;
}
