using System.CommandLine;

namespace Mail2Alert.Cli.Queue;

/// <summary>The option <c>--most</c>: nothing asks for more than a person can look through without saying so.</summary>
internal static class MostOption
{
    private const int Limit = 100_000;

    public static Option<int> Create(int usual)
    {
        var option = new Option<int>("--most") { Description = $"How many at the most", DefaultValueFactory = _ => usual, HelpName = "NUMBER" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is < 1 or > Limit)
                result.AddError($"--most is a number from 1 to {Limit}");
        });
        return option;
    }
}
