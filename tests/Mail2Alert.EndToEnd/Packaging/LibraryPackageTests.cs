using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Packaging;

/// <summary>The SMTP library as others get it: packed from a clone, and built against without this repository.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class LibraryPackageTests : IDisposable
{
    private const string Remote = "https://github.com/example/mail2alert.git";
    private const string Version = "0.1.0";

    // GUID of Source Link's record in the symbols (github.com/dotnet/designs, accepted/2020/diagnostics/source-link.md).
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    // No server of the compiler's stays behind.
    private static readonly string[] Alone = ["-nodeReuse:false", "-p:UseSharedCompilation=false"];

    private readonly TemporaryDirectory _directory = new();

    private string Clone => Path.Combine(_directory.Path, "clone");

    private string Packages => Path.Combine(_directory.Path, "packages");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Is_packed_with_its_readme_comments_and_sources_and_builds_the_readmes_program()
    {
        await PackAsync();

        Package("nupkg").ShouldBe(["README.md", "lib/net10.0/Mail2Alert.Smtp.dll", "lib/net10.0/Mail2Alert.Smtp.xml"], ignoreOrder: true);
        SourcesOf("lib/net10.0/Mail2Alert.Smtp.pdb").ShouldContain("https://raw.githubusercontent.com/example/mail2alert/");
        await BuildSampleAsync();
    }

    private async Task PackAsync()
    {
        var git = Peer.Find("/usr/bin/git");
        await DoAsync(git, "-c", "safe.directory=*", "clone", "--quiet", Repository.Root, Clone);
        await DoAsync(git, "-C", Clone, "remote", "set-url", "origin", Remote);
        await DoAsync("dotnet", ["pack", Path.Combine(Clone, "src", "Mail2Alert.Smtp"), "--output", Packages, .. Alone]);
    }

    // From the package alone: nothing else may be fetched, and nothing stays in the user's cache.
    private async Task BuildSampleAsync()
    {
        File.Copy(Path.Combine(Clone, "samples", "Mail2Alert.Smtp.Sample", "Program.cs"), Path.Combine(_directory.Path, "Program.cs"));
        _directory.Write("nuget.config", $"""
            <configuration><packageSources><clear /><add key="packed" value="{Packages}" /></packageSources></configuration>
            """);
        var project = _directory.Write("User.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <RestorePackagesPath>{Path.Combine(_directory.Path, "restored")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.cs" />
                <PackageReference Include="Mail2Alert.Smtp" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        await DoAsync("dotnet", ["build", project, "--output", Path.Combine(_directory.Path, "built"), .. Alone]);
    }

    // What NuGet adds for itself is left out.
    private IEnumerable<string> Package(string kind)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"Mail2Alert.Smtp.{Version}.{kind}"));
        return [.. package.Entries.Select(entry => entry.FullName).Where(name =>
            !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.StartsWith('_') && !name.StartsWith('[')
            && !name.StartsWith("package/", StringComparison.Ordinal))];
    }

    private string SourcesOf(string symbols)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"Mail2Alert.Smtp.{Version}.snupkg"));
        using var content = new MemoryStream();
        using (var entry = package.GetEntry(symbols)!.Open())
            entry.CopyTo(content);
        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var reader = provider.GetMetadataReader();
        return reader.CustomDebugInformation
            .Select(handle => reader.GetCustomDebugInformation(handle))
            .Where(information => reader.GetGuid(information.Kind) == SourceLink)
            .Select(information => Encoding.UTF8.GetString(reader.GetBlobBytes(information.Value)))
            .Single();
    }

    private async Task DoAsync(string program, params IReadOnlyList<string> arguments)
    {
        var finished = await Peer.RunAsync(program, arguments, directory: _directory.Path);
        finished.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{finished.Output}{finished.Error}");
    }
}
