using System.CommandLine;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary><c>mail2alert learn</c>: proposes a source for a notifier from mails of it.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Mails (.eml), folders of them, Maildir or mbox", Arity = ArgumentArity.OneOrMore };
        var name = new Option<string?>("--name") { Description = "What the source is to be called", HelpName = "NAME" };
        var output = new Option<string?>("--output", "-o") { Description = "Write it here, and not to standard output; a file that is there stays", HelpName = "FILE" };
        var tests = new Option<string?>("--tests") { Description = "Write tests for `mail2alert test` here, too", HelpName = "FILE" };
        var together = new Option<bool>("--together") { Description = "Take the mails for one notifier's, however different they are" };
        var command = new Command("learn", "Propose a source for a notifier from mails of it") { files, name, output, tests, together };
        command.SetAction((result, cancellationToken) => RunAsync(
            new Request(
                result.GetValue(files) ?? [], result.GetValue(name), result.GetValue(output), result.GetValue(tests), result.GetValue(together)),
            result.InvocationConfiguration.Output,
            result.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Request request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var samples = Samples(request);
            var proposal = Proposal.Of(samples, request.Name);
            var yaml = new ProposalYaml(proposal).Write();
            var trial = await Trial.OfAsync(yaml, samples, cancellationToken);
            if (trial.Problems.Count > 0)
                throw new FormatException($"what these samples say cannot be written as a source:\n{string.Join('\n', trial.Problems)}");
            await WriteAsync(request.Output, $"{string.Join('\n', Head(samples))}\n{yaml}", output, cancellationToken);
            if (request.Tests is not null)
                await WriteAsync(request.Tests, TestSkeleton.Of(request.Tests, trial.Outcomes), output, cancellationToken);
            foreach (var line in TrialTable.Lines(trial))
                await error.WriteLineAsync(line);
            return ExitCode.Ok;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or FormatException or RegexMatchTimeoutException)
        {
            await error.WriteLineAsync($"mail2alert: {trouble.Message}");
            return ExitCode.Usage;
        }
    }

    private static IReadOnlyList<Sample> Samples(Request request)
    {
        if (request.Name is { } name && (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')))
            throw new FormatException($"a source cannot be called '{Printable.Of(name)}': letters, digits, - and _ are expected");
        if (request.Name is { } taken && Proposal.IsTaken(taken))
            throw new FormatException($"'{taken}' is a source that comes with the program; choose another name");
        var samples = SampleFiles.Read(request.Files, TimeProvider.System);
        if (!request.Together && Notifiers.Of(samples) is { Count: > 1 } several)
            throw new FormatException(TrialTable.Several(several));
        return samples;
    }

    private static IEnumerable<string> Head(IReadOnlyList<Sample> samples)
    {
        yield return $"# Proposed by `mail2alert learn` from {samples.Count} mail{(samples.Count == 1 ? "" : "s")}. Read it, put it right, and try it: `mail2alert explain`, `mail2alert test`.";
        if (samples.Count == 1)
            yield return "# check: with one mail, what varies is guessed by what it looks like; a failure and a success of two things say more.";
        var known = BuiltInSources.All.Where(source => source.Recognises is { } condition && samples.All(sample => condition.Holds(new OpenMail(sample.Mail)) == Truth.Yes));
        foreach (var source in known)
            yield return $"# The source {source.Name}, which comes with the program, reads these mails: see `mail2alert sources show {source.Name}`.";
    }

    private static async Task WriteAsync(string? file, string text, TextWriter output, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            await output.WriteAsync(text.AsMemory(), cancellationToken);
            return;
        }
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        await using var writer = new StreamWriter(stream);
        await writer.WriteAsync(text.AsMemory(), cancellationToken);
    }

    private sealed record Request(string[] Files, string? Name, string? Output, string? Tests, bool Together);
}
