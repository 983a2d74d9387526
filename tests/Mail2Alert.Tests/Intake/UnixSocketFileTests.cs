using System.Net.Sockets;
using Mail2Alert.Intake;

namespace Mail2Alert.Tests.Intake;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class UnixSocketFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mail2alert-unix-");

    private string FilePath => Path.Combine(_directory.FullName, "smtp.sock");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Has_its_mode_and_is_gone_when_it_is_closed()
    {
        using (UnixSocketFile.Bind(FilePath, OwnerOnly))
            File.GetUnixFileMode(FilePath).ShouldBe(OwnerOnly);

        File.Exists(FilePath).ShouldBeFalse();
    }

    [Fact]
    public void What_a_crash_left_is_replaced()
    {
        Crash();
        File.Exists(FilePath).ShouldBeTrue();

        using var socket = UnixSocketFile.Bind(FilePath, OwnerOnly);

        socket.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(FilePath));
    }

    [Fact]
    public void A_socket_on_which_somebody_listens_is_left_alone()
    {
        using var other = UnixSocketFile.Bind(FilePath, OwnerOnly);
        other.Listen();

        Should.Throw<IOException>(() => UnixSocketFile.Bind(FilePath, OwnerOnly)).Message
            .ShouldBe($"unix:{FilePath}: another program listens there");
        File.Exists(FilePath).ShouldBeTrue();
    }

    [Fact]
    public void Another_file_is_left_alone()
    {
        File.WriteAllText(FilePath, "letters");

        Should.Throw<IOException>(() => UnixSocketFile.Bind(FilePath, OwnerOnly)).Message
            .ShouldBe($"unix:{FilePath}: there is a file, and it is no socket; it is left alone");
        File.ReadAllText(FilePath).ShouldBe("letters");
    }

    [Fact]
    public void A_directory_that_is_not_there_is_named() =>
        Should.Throw<IOException>(() => UnixSocketFile.Bind(FilePath + "/x/smtp.sock", OwnerOnly)).Message
            .ShouldBe($"unix:{FilePath}/x/smtp.sock: the directory {FilePath}/x does not exist");

    // A handle that is not the framework's own closes without removing the file, as the end of a process does.
    private void Crash()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var elsewhere = FilePath + ".bound";
        socket.Bind(new UnixDomainSocketEndPoint(elsewhere));
        File.Move(elsewhere, FilePath);
    }
}
