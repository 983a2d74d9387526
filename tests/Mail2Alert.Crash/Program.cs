return await Mail2Alert.Crash.CrashCommand.Create().Parse(args).InvokeAsync();
