using System.Text;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Tests.Channels;

public sealed class WebFormTests
{
    [Fact]
    public async Task A_form_with_files_is_written_as_browsers_write_it()
    {
        var call = WebCall.Multipart(
            new Uri("https://example.com/"),
            [("text", "größer"), ("none", null)],
            [("files[0]", new LetterFile("gr\"ün\r\n.png", "image/png", Encoding.ASCII.GetBytes("PNG")))]);

        using var content = call.Body!();
        var body = await content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var boundary = content.Headers.ContentType!.Parameters.Single().Value!.Trim('"');
        body.ShouldBe($"--{boundary}\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\ngrößer\r\n"
            + $"--{boundary}\r\nContent-Type: image/png\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"gr%22ün%0D%0A.png\"\r\n\r\nPNG\r\n--{boundary}--\r\n");
    }
}
