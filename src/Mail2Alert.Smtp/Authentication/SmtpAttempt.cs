namespace Mail2Alert.Smtp.Authentication;

/// <summary>An attempt to log in.</summary>
/// <param name="Mechanism">By which mechanism, as it is offered; one of a closed set.</param>
/// <param name="Exchange">How far it is.</param>
internal sealed record SmtpAttempt(string Mechanism, ISmtpExchange Exchange);
