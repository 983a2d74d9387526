namespace Mail2Alert.Configuration.RuleTests;

/// <summary>What is to become of a mail. What is null does not matter.</summary>
internal sealed record ExpectedOutcome
{
    /// <summary>Who is told: these and nobody else.</summary>
    public IReadOnlyList<ExpectedReceiver>? Told { get; init; }

    /// <summary>Recipients who get the mail as it came: these and nobody else.</summary>
    public IReadOnlyList<string>? HandedOn { get; init; }

    /// <summary><c>key</c>, <c>title</c> and labels of the alert, or of alerts that the mail carries; null for a label that one must not have.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>>? Alerts { get; init; }

    /// <summary>Full names of the routes that match: these and no others.</summary>
    public IReadOnlyList<string>? Routes { get; init; }

    /// <summary>True when the notifier is to be asked to come again.</summary>
    public bool IsDeferred { get; init; }
}

/// <param name="Name">As the test names it: a receiver, or a target.</param>
/// <param name="Targets">What it stands for, as shown to people.</param>
internal sealed record ExpectedReceiver(string Name, IReadOnlyList<string> Targets)
{
    public override string ToString()
    {
        var targets = string.Join(", ", Targets);
        return targets == Name ? Name : $"{Name} ({targets})";
    }
}
