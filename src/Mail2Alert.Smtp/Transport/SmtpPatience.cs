using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Transport;

/// <summary>How long a client may take for what it does next, and which bound it meets then.</summary>
internal readonly record struct SmtpPatience(TimeSpan Time, SmtpLimit Limit)
{
    public SmtpPatience OrSooner(SmtpPatience other) => other.Time < Time ? other : this;
}
