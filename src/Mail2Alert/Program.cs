return await Mail2Alert.Cli.CommandLine.RunAsync(args);
