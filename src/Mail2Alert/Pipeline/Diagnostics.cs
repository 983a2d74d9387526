using System.Diagnostics;

namespace Mail2Alert.Pipeline;

/// <summary>The names under which traces and metrics of the program can be had.</summary>
internal static class Diagnostics
{
    public const string Name = "Mail2Alert";

    public static ActivitySource Activities { get; } = new(Name);
}
