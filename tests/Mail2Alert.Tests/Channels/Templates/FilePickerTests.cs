using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Templates;

public sealed class FilePickerTests
{
    /// <summary>A text with a picture.</summary>
    public const string WithPicture = "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n"
        + "--b\r\nContent-Type: image/png; name=graph.png\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n";

    private static readonly FileLimits Any = new(10, 1000);

    [Fact]
    public void A_picture_goes_along_as_it_is()
    {
        var file = Pick(WithPicture).ShouldHaveSingleItem();

        (file.Name, file.MediaType).ShouldBe(("graph.png", "image/png"));
        file.Bytes.ToArray().ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
    }

    [Theory]
    [InlineData("image/png", "graph.png", "graph.png")]
    [InlineData("application/octet-stream", "backup.log", "backup.log")]
    [InlineData("image/png", "../../etc/graph.png", "graph.png")]
    [InlineData("image/png", "C:\\\\temp\\\\graph.png", "graph.png")]
    [InlineData("text/plain", "run.exe", null)]
    [InlineData("text/plain", "page.HTML", null)]
    [InlineData("application/octet-stream", "tool.bin", null)]
    [InlineData("image/svg+xml", "graph.svg", null)]
    [InlineData("application/zip", "all.zip", null)]
    public void What_could_run_stays_in_the_mail(string type, string name, string? picked)
    {
        (Pick(With(type, name, "content")).SingleOrDefault()?.Name).ShouldBe(picked);
        Pick(With(type, name, "content")).Count.ShouldBe(picked is null ? 0 : 1);
    }

    [Fact]
    public void What_is_too_large_or_empty_stays_in_the_mail()
    {
        Pick(With("text/plain", "a.txt", new string('x', 1001))).ShouldBeEmpty();
        Pick(With("text/plain", "a.txt", new string('x', 100)), FilePolicy.Default with { Size = 50 }).ShouldBeEmpty();
        Pick(With("text/plain", "a.txt", "")).ShouldBeEmpty();
    }

    [Fact]
    public void The_administrator_may_let_out_more()
    {
        var policy = FilePolicy.Default with { Types = ["*"], Names = ["*.exe"] };

        Pick(With("application/x-msdownload", "run.exe", "MZ"), policy).ShouldHaveSingleItem();
        Pick(With("text/plain", "a.txt", "a"), policy).ShouldBeEmpty();
    }

    [Fact]
    public void The_service_gets_no_more_than_it_takes()
    {
        Pick(WithPicture, limits: FileLimits.None).ShouldBeEmpty();
        Pick(WithPicture, limits: new FileLimits(1, 1000, ["text/*"])).ShouldBeEmpty();
        Pick(WithPicture, limits: new FileLimits(1, 1000, ["image/*"])).ShouldHaveSingleItem();
    }

    private static IReadOnlyList<LetterFile> Pick(string mail, FilePolicy? policy = null, FileLimits? limits = null) =>
        new FilePicker(policy ?? FilePolicy.Default).Pick(Letters.Mail(mail), limits ?? Any);

    private static string With(string type, string name, string content) =>
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n"
        + $"--b\r\nContent-Type: {type}\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n";
}
