using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Web.Posting;

/// <summary>Marks connections on which mail is posted, and nothing else is asked.</summary>
/// <param name="Serve">The SMTP session behind it.</param>
/// <param name="IsBalancer">Clients of whom the session expects a PROXY header.</param>
internal sealed record PostDoor(ConnectionDelegate Serve, Func<System.Net.IPAddress, bool> IsBalancer);
