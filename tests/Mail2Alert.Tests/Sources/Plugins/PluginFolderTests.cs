using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Mail2Alert.Sources.Plugins;

namespace Mail2Alert.Tests.Sources.Plugins;

public sealed class PluginFolderTests : IDisposable
{
    private readonly PluginPlace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Finds_plugins_in_the_folder_and_in_folders_in_it()
    {
        _place.Add("furnace");
        _place.Write("furnace", "readme.txt", "");

        var plugins = PluginFolder.Load(_place.Path);

        plugins.Mistakes.ShouldBeEmpty();
        plugins.Kinds.ShouldHaveSingleItem().About.ShouldBe("the furnace in the cellar");
    }

    [Fact]
    public void Says_that_a_folder_is_missing() =>
        PluginFolder.Load("/no/such/folder").Mistakes.ShouldBe(["the folder '/no/such/folder' does not exist"]);

    [Fact]
    public void Says_that_there_is_none_in_it()
    {
        _place.Add("other", "Shouldly.dll");

        Mistake().ShouldStartWith($"there is no plug-in in '{_place.Path}'");
    }

    [Fact]
    public void Says_that_a_library_has_no_notifier()
    {
        var library = _place.Add("program", "mail2alert.dll");

        Mistake().ShouldStartWith($"'{library}' has no notifier in it");
    }

    [Fact]
    public void Refuses_two_of_one_kind()
    {
        string[] both = [_place.Add("a"), _place.Add("b")];

        Mistake().ShouldBe($"two plug-ins read the kind 'furnace': '{both[0]}' and '{both[1]}'");
    }

    [Fact]
    public void Says_what_a_constructor_throws()
    {
        var library = _place.Add("a");
        _place.Write("a", "broken", "");

        Mistake().ShouldBe($"FurnaceKind of '{library}' cannot be used: InvalidOperationException: out of oil");
    }

    [Fact]
    public void Refuses_what_is_built_against_a_newer_contract()
    {
        var library = _place.Add("a");
        MakeNewer(library);

        Mistake().ShouldBe($"'{library}' is built against Mail2Alert.Plugins 99.1.0, and this program has 0.1.0");
    }

    [Fact]
    public void Says_that_a_library_cannot_be_loaded()
    {
        var library = _place.Add("a");
        File.WriteAllBytes(library, File.ReadAllBytes(library)[..^600]);

        PluginFolder.Load(_place.Path).Mistakes.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite, true)]
    [InlineData(UnixFileMode.GroupWrite, false)]
    public void Refuses_what_everybody_can_write_and_warns_of_what_a_group_can(UnixFileMode mode, bool refused)
    {
        if (OperatingSystem.IsWindows())
            return;
        var library = _place.Add("a");
        File.SetUnixFileMode(library, File.GetUnixFileMode(library) | mode);

        var plugins = PluginFolder.Load(_place.Path);

        (refused ? plugins.Mistakes : plugins.Warnings).ShouldHaveSingleItem().ShouldStartWith($"'{library}' can be written by ");
        plugins.Kinds.Count.ShouldBe(refused ? 0 : 1);
    }

    private string Mistake() => PluginFolder.Load(_place.Path).Mistakes.ShouldHaveSingleItem();

    // The version stands first in the row of the table (ECMA-335, II.22.5).
    private static void MakeNewer(string library)
    {
        var bytes = File.ReadAllBytes(library);
        using var image = new PEReader(new MemoryStream(bytes));
        var reader = image.GetMetadataReader();
        var row = reader.AssemblyReferences.Single(reference => reader.GetString(reader.GetAssemblyReference(reference).Name) == "Mail2Alert.Plugins");
        var at = image.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (reader.GetTableRowSize(TableIndex.AssemblyRef) * (MetadataTokens.GetRowNumber(row) - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), 99);
        File.WriteAllBytes(library, bytes);
    }
}
