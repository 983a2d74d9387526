namespace Mail2Alert.Channels.Exec;

/// <summary>A program on this machine: <c>exec:/usr/local/lib/mail2alert/handler?arg=…</c>.</summary>
internal sealed class ExecTarget(TargetName name, ExecSettings settings) : ChannelTarget(name, TargetOptions.Default)
{
    public ExecSettings Settings => settings;

    public required string File { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public static ParsedTargets Read(string text, ChannelSettings settings)
    {
        var parts = text.Split('?', 2);
        var file = parts[0].StartsWith("///", StringComparison.Ordinal) ? parts[0][2..] : parts[0];
        if (settings.Exec is not { } exec)
            return ParsedTargets.Wrong("programs are not run unless the directories that they are in are listed: 'channels: { exec: { allow: [ /usr/local/lib/mail2alert ] } }'");
        if (!Path.IsPathRooted(file) || file.StartsWith("//", StringComparison.Ordinal) || Path.GetFullPath(file) != file || file.Any(char.IsControl))
            return ParsedTargets.Wrong("expected exec:/PATH/PROGRAM, the path without '.', '..' and a second '/'");
        if (!ExecPermission.IsBelow(file, exec.Allow))
            return ParsedTargets.Wrong("the program is in none of the directories that 'channels: { exec: { allow: … } }' lists");
        string[] keys = [.. parts.Skip(1).SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries))];
        if (!keys.All(key => key.StartsWith("arg=", StringComparison.Ordinal)))
            return ParsedTargets.Wrong("after '?' there is 'arg=VALUE', several with '&' in between");
        string[] arguments = [.. keys.Select(key => Uri.UnescapeDataString(key["arg=".Length..]))];
        if (arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
            return ParsedTargets.Wrong("an argument cannot hold NUL");
        var shown = $"exec:{file}{(arguments.Length > 0 ? "?***" : "")}";
        return ParsedTargets.Of(new ExecTarget(new TargetName(ExecChannel.Kind.Name, text, shown), exec) { File = file, Arguments = arguments });
    }
}
