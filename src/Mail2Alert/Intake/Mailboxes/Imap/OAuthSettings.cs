namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>Whence tokens come (RFC 6749).</summary>
/// <param name="TokenUrl">The token endpoint.</param>
/// <param name="Client">The client's id.</param>
/// <param name="Secret">The client's secret; null for a client without one.</param>
/// <param name="Scope">What the token is for; null to leave that to the server.</param>
/// <param name="Refresh">A refresh token (§6), of which the tokens are the user's; null for the client's own (§4.4).</param>
internal sealed record OAuthSettings(Uri TokenUrl, string Client, Secret? Secret, string? Scope, Secret? Refresh);
