using System.CommandLine;
using System.Globalization;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary><c>mail2alert queue export</c>: mails as they came, byte for byte.</summary>
internal static class QueueExportCommand
{
    private const string StandardOutput = "-";

    // As long as the server makes them; a delivery's number does not get there.
    private const int MailIdLength = 16;

    public static Command Create(Option<string?> config)
    {
        var id = new Argument<string?>("ID") { Description = "A delivery, or a mail's id", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string>("--to")
        {
            Description = "A new file, a directory, or - for standard output",
            DefaultValueFactory = _ => StandardOutput,
            HelpName = "FILE",
        };
        var most = MostOption.Create(1000);
        var filter = new QueueFilter();
        var command = new Command("export", "Write the mail of a delivery, or the mails of all that a filter finds, as they came") { id, to, most };
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(id) is not null == filter.IsGiven(result))
                result.AddError("say which: either an id, or a filter such as --state dead");
            else if (result.GetValue(id) is null && !Directory.Exists(result.GetValue(to)))
                result.AddError("what a filter finds goes to a directory that exists: --to DIR");
        });
        command.SetAction((result, cancellationToken) => DeskDoor.EnterAsync(
            result.GetValue(config),
            result.InvocationConfiguration,
            (desk, token) => result.GetValue(id) is { } one
                ? ExportOneAsync(desk, one, result.GetValue(to)!, result.InvocationConfiguration, token)
                : ExportAllAsync(desk, filter.Read(result), result.GetValue(most), result.GetValue(to)!, result.InvocationConfiguration, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> ExportOneAsync(
        IDesk desk, string id, string to, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        if (await MailIdAsync(desk, id, cancellationToken) is not { } mail)
            return await DeskDoor.RefuseAsync(streams, $"there is no delivery {id}");
        var isThere = to == StandardOutput
            ? await PrintAsync(desk, mail, cancellationToken)
            : await WriteAsync(desk, mail, Directory.Exists(to) ? FileIn(to, mail) : to, cancellationToken);
        return isThere ? ExitCode.Ok : await DeskDoor.RefuseAsync(streams, $"there is no mail {mail}, or its bytes are lost");
    }

    private static async Task<int> ExportAllAsync(
        IDesk desk, DeliveryQuery query, int most, string directory, InvocationConfiguration streams, CancellationToken cancellationToken)
    {
        var found = await QueuePages.ReadAsync(desk, query, most + 1, cancellationToken);
        var mails = found.Take(most).Select(delivery => delivery.Mail).Distinct().ToList();
        var lost = new List<string>();
        foreach (var mail in mails)
        {
            if (!await WriteAsync(desk, mail, FileIn(directory, mail), cancellationToken))
                lost.Add(mail);
        }
        await streams.Output.WriteLineAsync($"{Brief.Count(mails.Count - lost.Count, "mail")} written to {directory}");
        foreach (var mail in lost)
            await streams.Error.WriteLineAsync($"mail2alert: the bytes of mail {mail} are lost");
        if (found.Count > most)
            await streams.Error.WriteLineAsync($"mail2alert: there are more than the {most} deliveries looked at: see --most");
        return lost.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<string?> MailIdAsync(IDesk desk, string id, CancellationToken cancellationToken) =>
        id.Length < MailIdLength && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var delivery)
            ? (await desk.FindAsync(delivery, cancellationToken))?.Delivery.Mail
            : id;

    private static async Task<bool> PrintAsync(IDesk desk, string mail, CancellationToken cancellationToken)
    {
        await using var output = Console.OpenStandardOutput();
        return await desk.ExportAsync(mail, output, cancellationToken);
    }

    // Nothing is overwritten, and nothing is left of what could not be had.
    private static async Task<bool> WriteAsync(IDesk desk, string mail, string file, CancellationToken cancellationToken)
    {
        var isWritten = false;
        await using var output = new FileStream(file, NewFile());
        try
        {
            return isWritten = await desk.ExportAsync(mail, output, cancellationToken);
        }
        finally
        {
            if (!isWritten)
                File.Delete(file);
        }
    }

    private static string FileIn(string directory, string mail) => Path.Combine(directory, mail + ".eml");

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
