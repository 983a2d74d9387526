using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Mail2Alert.Plugins;

namespace Mail2Alert.Sources.Plugins;

/// <summary>A library in the folder of plug-ins, looked at before anything in it runs.</summary>
internal static class PluginLibrary
{
    /// <summary>The contract that this program has.</summary>
    public static AssemblyName Contract { get; } = typeof(INotifierKind).Assembly.GetName();

    /// <summary>The version of the contract that it was built against; null when it was not, or is no .NET library.</summary>
    public static Version? BuiltAgainst(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
                return null;
            var reader = image.GetMetadataReader();
            return reader.AssemblyReferences.Select(reader.GetAssemblyReference)
                .Where(reference => reader.StringComparer.Equals(reference.Name, Contract.Name!))
                .Select(reference => reference.Version)
                .FirstOrDefault();
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
