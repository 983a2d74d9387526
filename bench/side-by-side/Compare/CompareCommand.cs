using System.CommandLine;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>The command line of a comparison: 0 when no target was missed.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var program = new Option<string>("--program") { Description = "mail2alert.dll", Required = true };
        var packages = new Option<string>("--packages") { Description = "Where npm put its packages", Required = true };
        var output = new Option<string>("--output") { Description = "A directory for the results", Required = true };
        var directory = new Option<string>("--directory") { Description = "On a real disk, for queues and stores", DefaultValueFactory = _ => "/var/tmp" };
        var works = Several<Work>("--works", "What is done: accept, relay, slow, store, slowdisk, open");
        var senders = Several<int>("--senders", "How many at once");
        var sizes = Several<int>("--sizes", "Octets of a mail: 1024, 10240, 1048576");
        var only = Several<string>("--only", "Subjects: limit, mail2alert, postfix, aiosmtpd, haraka, smtp-server, ancestor");
        var rounds = new Option<int?>("--rounds") { Description = "How often each is measured (3; 1 with --quick)" };
        var seconds = new Option<double?>("--seconds") { Description = "How long each is measured (3; 1.5 with --quick)" };
        var warmUp = new Option<double?>("--warm-up") { Description = "Seconds that what is compiled while it runs works before it is measured (20; 10 with --quick)" };
        var quick = new Option<bool>("--quick") { Description = "A few cells, once, against half of the targets" };
        var command = new Command("compare", "Measures mail2alert beside others") { program, packages, output, directory, works, senders, sizes, only, rounds, seconds, warmUp, quick };
        command.SetAction(async (result, stop) =>
        {
            var isQuick = result.GetValue(quick);
            var place = Path.Combine(result.GetValue(directory)!, $"mail2alert-side-by-side-{Environment.ProcessId}");
            var options = new CompareOptions
            {
                Cells = [.. (isQuick ? Plan.Quick : Plan.Full).Where(cell =>
                    Wants(result.GetValue(works), cell.Work) && Wants(result.GetValue(senders), cell.Senders) && Wants(result.GetValue(sizes), cell.Size))],
                Only = Parts(result.GetValue(only)),
                Rounds = result.GetValue(rounds) ?? (isQuick ? 1 : 3),
                Seconds = result.GetValue(seconds) ?? (isQuick ? 1.5 : 3),
                WarmUp = result.GetValue(warmUp) ?? (isQuick ? 10 : 20),
                IsQuick = isQuick,
                Program = Path.GetFullPath(result.GetValue(program)!),
                Packages = Path.GetFullPath(result.GetValue(packages)!),
                Directory = Directory.CreateDirectory(place).FullName,
                Output = Directory.CreateDirectory(result.GetValue(output)!).FullName,
            };
            return await RunAsync(options, result.InvocationConfiguration.Output, stop);
        });
        return command;
    }

    private static Option<T[]> Several<T>(string name, string description) => new(name)
    {
        Description = description + "; all unless some are named",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(Parsed<T>)],
    };

    private static T Parsed<T>(string word) => typeof(T).IsEnum
        ? (T)Enum.Parse(typeof(T), word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
        : (T)Convert.ChangeType(word, typeof(T), System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Parts(string[]? words) => words ?? [];

    private static bool Wants<T>(T[]? wanted, T value) => wanted is null or [] || wanted.Contains(value);

    private static async Task<int> RunAsync(CompareOptions options, TextWriter output, CancellationToken stop)
    {
        try
        {
            var results = await new Comparison(options, output).RunAsync(stop);
            return await Report.WriteAsync(results, options, output, stop);
        }
        finally
        {
            Directory.Delete(options.Directory, recursive: true);
        }
    }
}
