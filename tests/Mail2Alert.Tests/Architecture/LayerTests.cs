namespace Mail2Alert.Tests.Architecture;

public sealed class LayerTests
{
    [Fact]
    public void A_folder_uses_only_folders_that_a_mail_passes_before_it()
    {
        var wrong =
            from file in Layers.Files("Mail2Alert")
            let folder = Layers.FolderOf(file.File)
            where Layers.InOrder.Contains(folder)
            from used in Layers.Mentions(file.Text)
            where Layers.OnTop.Contains(used) || Array.IndexOf(Layers.InOrder, used) > Array.IndexOf(Layers.InOrder, folder)
            select $"{file.File} uses {used}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        var folders = Layers.Files("Mail2Alert").Select(file => Layers.FolderOf(file.File)).Where(folder => folder.Length > 0).Distinct();

        folders.ShouldBeSubsetOf([.. Layers.InOrder, .. Layers.OnTop]);
    }

    [Fact]
    public void Only_the_commands_know_the_program_as_a_whole()
    {
        var wrong = Layers.Files("Mail2Alert")
            .Where(file => Layers.InOrder.Contains(Layers.FolderOf(file.File)))
            .Where(file => file.Text.Contains("Gateway.", StringComparison.Ordinal))
            .Select(file => file.File);

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_smtp_library_knows_nothing_but_the_framework()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src", "Mail2Alert.Smtp", "Mail2Alert.Smtp.csproj"));

        project.ShouldNotContain("ProjectReference");

        // Analyzers are for us, not for who uses the library.
        System.Text.RegularExpressions.Regex.Matches(project, "<PackageReference .*/>").Select(package => package.Value)
            .ShouldAllBe(package => package.Contains("PrivateAssets=\"all\"", StringComparison.Ordinal));
        Layers.Files("Mail2Alert.Smtp").SelectMany(file => Layers.Mentions(file.Text)).ShouldBeEmpty();
    }

    [Fact]
    public void The_contract_of_plugins_needs_nothing_but_the_framework()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "src", "Mail2Alert.Plugins", "Mail2Alert.Plugins.csproj"));

        project.ShouldNotContain("ProjectReference");
        System.Text.RegularExpressions.Regex.Matches(project, "<PackageReference .*/>").Select(package => package.Value)
            .ShouldAllBe(package => package.Contains("PrivateAssets=\"all\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Mail2Alert")]
    [InlineData("Mail2Alert.Smtp")]
    [InlineData("Mail2Alert.Plugins")]
    public void The_namespace_of_a_file_is_its_folder(string project)
    {
        // The library's set-up methods stand where set-up code looks for them.
        string[] elsewhere = ["SmtpListenOptionsExtensions.cs", "SmtpServiceCollectionExtensions.cs"];
        var wrong =
            from file in Layers.Files(project)
            where file.Text.Contains("namespace ", StringComparison.Ordinal) && !elsewhere.Contains(Path.GetFileName(file.File))
            let expected = string.Join('.', [project, .. Path.GetDirectoryName(file.File)!.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)])
            where !file.Text.Contains($"namespace {expected};", StringComparison.Ordinal)
            select $"{file.File} is not in {expected}";

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Mail2Alert")]
    [InlineData("Mail2Alert.Smtp")]
    [InlineData("Mail2Alert.Plugins")]
    public void No_file_is_longer_than_four_hundred_lines(string project)
    {
        Layers.Files(project).Where(file => file.Text.Count(c => c == '\n') > 400).Select(file => file.File).ShouldBeEmpty();
    }

    [Fact]
    public void Every_exception_is_caught_in_few_places_only()
    {
        // A bug in the handler costs one reply; a bug in one change to the store is thrown where that change is awaited, not in the thread
        // that works for all; worker and dispatcher work for all mails, and one of them costs only itself; what a parser of mail stumbles over
        // costs the mail that one thing, and not its alert; neither does what a plug-in stumbles over.
        var places = new[] { "Mail2Alert", "Mail2Alert.Smtp", "Mail2Alert.Plugins" }
            .SelectMany(Layers.Files)
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(file.Text, @"catch \(Exception( \w+)?\)\s*(\r?\n|\{)"))
            .Select(file => Path.GetFileName(file.File));

        places.ShouldBe(["SmtpHandlerGuard.cs", "SqliteWriter.cs", "Rounds.cs", "DecisionWorker.cs", "DeliveryDispatcher.cs", "Forgiving.cs", "PluginGuard.cs"], ignoreOrder: true);
    }
}
