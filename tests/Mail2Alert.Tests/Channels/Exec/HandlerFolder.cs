using Mail2Alert.Channels;
using Mail2Alert.Channels.Exec;

namespace Mail2Alert.Tests.Channels.Exec;

/// <summary>A directory with programs that may be run.</summary>
internal sealed class HandlerFolder : IDisposable
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    public ChannelSettings Settings => new() { Exec = new ExecSettings { Allow = [Path], Timeout = TimeSpan.FromSeconds(30) } };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a shell script, and says where it is.</summary>
    public string Write(string name, string script, UnixFileMode mode = OursAlone)
    {
        File.WriteAllText(Of(name), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Of(name), mode);
        return Of(name);
    }
}
