namespace Mail2Alert.Fuzz.Targets;

/// <summary>
/// A whole session with any client: it gets proper replies and no more than it asked for, costs nothing once it is over, and hears the same
/// however its octets arrive.
/// </summary>
/// <remarks>Octets that no UTF-8 has steer it: FF cuts, FE lets a minute pass, FD stops the server.</remarks>
internal static class DialogueTarget
{
    private const int MaxInput = 4096;
    private const byte Cut = 0xFF;
    private const byte Minute = 0xFE;
    private const byte Stop = 0xFD;

    public static void Run(ReadOnlySpan<byte> input)
    {
        var script = input[..Math.Min(input.Length, MaxInput)];
        var replies = Talk(script);
        if (!script.ContainsAny(Minute, Stop))
        {
            byte[] whole = [.. script.ToArray().Where(octet => octet != Cut)];
            Promise.Holds(Talk(whole).WithoutIds == replies.WithoutIds);
        }
    }

    private static Replies Talk(ReadOnlySpan<byte> script)
    {
        var server = new FuzzServer();
        var replies = new Replies(Talk(script, server));
        Check(server, replies, lines: script.Count((byte)'\n'));
        return replies;
    }

    private static byte[] Talk(ReadOnlySpan<byte> script, FuzzServer server)
    {
        using var client = new FuzzClient(server);
        for (var rest = script; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny(Cut, Minute, Stop);
            client.Send(end < 0 ? rest : rest[..end]);
            Steer(end < 0 ? Cut : rest[end], server, client);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return client.Close();
    }

    private static void Steer(byte how, FuzzServer server, FuzzClient client)
    {
        if (how == Minute)
        {
            server.Time.Advance(TimeSpan.FromMinutes(1));
        }
        else if (how == Stop)
        {
            client.Stop();
        }
    }

    private static void Check(FuzzServer server, Replies replies, int lines)
    {
        // One greeting, one reply to a line, and one farewell.
        Promise.Holds(replies.Codes[0] == 220);
        Promise.Holds(replies.Codes.Count <= lines + 2);
        Promise.Holds(replies.Codes.SkipLast(1).All(code => code is not (221 or 421 or 521)));
        Promise.Holds(replies.Queued == server.Handler.Accepted);
        Promise.Holds(server.Server.Memory.InFlight == 0);
        Promise.Holds(server.Server.Spool.Disk.InFlight == 0);
    }
}
