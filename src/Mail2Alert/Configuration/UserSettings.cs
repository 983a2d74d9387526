using Mail2Alert.Intake;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Configuration;

/// <summary>Somebody who may log in.</summary>
/// <param name="Credential">What is kept of the password.</param>
/// <param name="Senders">As whom the user may send; null for anybody.</param>
internal sealed record UserSettings(SmtpCredential Credential, IReadOnlyList<AddressPattern>? Senders = null);
