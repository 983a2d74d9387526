using System.CommandLine;
using System.Globalization;

namespace Mail2Alert.Cli.Sending;

/// <summary>For how long a server is waited for: <c>--wait</c>, else the environment.</summary>
internal static class WaitOption
{
    private const string Variable = "MAIL2ALERT_WAIT";
    private const int Most = 24 * 60 * 60;

    // A service that restarts is back by then, and cron waits for nobody much longer.
    private const int Default = 30;

    public static Option<string?> Create() => new("--wait")
    {
        Description = $"For how many seconds to try. Otherwise ${Variable}, {Default}",
        HelpName = "SECONDS",
    };

    /// <returns>The time, or what is wrong.</returns>
    public static (TimeSpan Wait, string? Mistake) Read(string? option)
    {
        var (name, text) = option is not null ? ("--wait", option) : (Variable, Environment.GetEnvironmentVariable(Variable) ?? "");
        if (text.Length == 0)
            return (TimeSpan.FromSeconds(Default), null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most
            ? (TimeSpan.FromSeconds(seconds), null)
            : (default, $"{name} expects seconds from 0 to {Most}, found '{text}'");
    }
}
