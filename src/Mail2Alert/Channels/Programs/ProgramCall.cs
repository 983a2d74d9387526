namespace Mail2Alert.Channels.Programs;

/// <summary>A program to run to its end, without a shell.</summary>
/// <param name="File">Its absolute path.</param>
/// <param name="Arguments">As it gets them. Everybody on the machine can read them: no secrets.</param>
internal sealed record ProgramCall(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>What it reads.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What it gets beyond PATH, HOME, LANG and TZ.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>After which it is ended.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>How a program ended.</summary>
internal abstract record ProgramEnd
{
    private ProgramEnd()
    {
    }

    /// <param name="Code">Its exit code; 128 and a signal's number when that ended it.</param>
    /// <param name="Output">The first 64 KiB of what it wrote.</param>
    /// <param name="Error">And of what it complained.</param>
    public sealed record Exited(int Code, string Output, string Error) : ProgramEnd;

    public sealed record TimedOut : ProgramEnd;

    public sealed record NotStarted(string Why) : ProgramEnd;
}
