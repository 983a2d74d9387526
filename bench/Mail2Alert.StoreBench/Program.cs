using System.Globalization;
using Mail2Alert.StoreBench;

// dotnet run -c Release --project bench/Mail2Alert.StoreBench -- [senders] [mails] [directory]
// dotnet run -c Release --project bench/Mail2Alert.StoreBench -- durability [rounds] [seconds of each] [directory]
// dotnet run -c Release --project bench/Mail2Alert.StoreBench -- million [mails] [rounds] [seconds of each] [directory]
return args switch
{
    ["durability", .. var rest] => await DurabilityBench.RunAsync(Number(rest, 0, 5), Number(rest, 1, 10), Place(rest, 2)),
    ["million", .. var rest] => await MillionBench.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 5), Number(rest, 2, 5), Place(rest, 3)),
    _ => await StoreBench.RunAsync(Number(args, 0, 100), Number(args, 1, 20_000), Place(args, 2)),
};

static int Number(string[] arguments, int index, int otherwise) =>
    arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;

static string Place(string[] arguments, int index) => arguments.Length > index ? arguments[index] : Path.GetTempPath();
