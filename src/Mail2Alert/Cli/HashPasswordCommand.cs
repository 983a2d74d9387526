using System.CommandLine;
using System.Text;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert hash-password</c>: turns a password into what the configuration may hold in its place.</summary>
internal static class HashPasswordCommand
{
    public static Command Create()
    {
        var command = new Command("hash-password", "Read a password from standard input and print what to write under 'users'");
        command.SetAction(result => Run(
            Read(result.InvocationConfiguration.Error), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    public static int Run(string? password, TextWriter output, TextWriter error)
    {
        if (password is null || !SmtpCredential.IsPassword(password))
        {
            error.WriteLine("mail2alert: a password has 1 to 255 characters and no control character");
            return ExitCode.Usage;
        }
        output.WriteLine(SmtpCredential.FromPassword(password).ToStoredForm());
        return ExitCode.Ok;
    }

    private static string? Read(TextWriter error)
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine();
        error.Write("Password: ");
        var password = ReadKeys(() => Console.ReadKey(intercept: true));
        error.WriteLine();
        return password;
    }

    /// <summary>A line from a keyboard, shown nowhere.</summary>
    public static string ReadKeys(Func<ConsoleKeyInfo> next)
    {
        var line = new StringBuilder();
        for (var key = next(); key.Key != ConsoleKey.Enter; key = next())
        {
            if (key.Key != ConsoleKey.Backspace)
                line.Append(key.KeyChar);
            else if (line.Length > 0)
                line.Length--;
        }
        return line.ToString();
    }
}
