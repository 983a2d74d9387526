return await Mail2Alert.SideBySide.SideBySideCommand.Create().Parse(args).InvokeAsync();
