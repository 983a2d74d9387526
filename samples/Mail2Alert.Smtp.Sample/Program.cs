using System.Net;
using Mail2Alert.Smtp;

var builder = WebApplication.CreateSlimBuilder(args);
var port = builder.Configuration.GetValue("port", 2525);
builder.Services.AddSmtpServer<Printer>(options => options.HostName = "mail.example.org");
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseSmtp()));
builder.Build().Run();

internal sealed class Printer : ISmtpHandler
{
    public async ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(message.Content.OpenRead());
        Console.WriteLine($"{message.Envelope.Sender} says: {await reader.ReadToEndAsync(cancellationToken)}");
        return SmtpReplies.Accepted;
    }
}
