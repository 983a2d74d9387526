namespace Mail2Alert.SideBySide.Load;

/// <summary>What became of a run, as the generator saw it; times in milliseconds.</summary>
internal sealed record LoadReport
{
    /// <summary>Mails, from the first to the last.</summary>
    public required long Acknowledged { get; init; }

    public required long Refused { get; init; }

    /// <summary>Mails whose content was written and never answered.</summary>
    public required long Open { get; init; }

    /// <summary>Connections that were lost or not to be had.</summary>
    public required long Failures { get; init; }

    /// <summary>Mails acknowledged in each second that was measured.</summary>
    public required double Rate { get; init; }

    /// <summary>From the content's first octet to the answer.</summary>
    public required double? AckP50 { get; init; }

    public required double? AckP99 { get; init; }

    /// <summary>From the mail's beginning to the answer: from MAIL, or from connecting where each has a connection.</summary>
    public required double? MailP50 { get; init; }

    public required double? MailP99 { get; init; }

    public required double? BannerP50 { get; init; }

    public required double? BannerP99 { get; init; }

    /// <summary>Processor time of the generator itself, in seconds.</summary>
    public required double Processor { get; init; }

    /// <summary>The first words of refusal.</summary>
    public required string? Words { get; init; }

    /// <summary>The number that the next run may begin with.</summary>
    public required long Next { get; init; }
}
