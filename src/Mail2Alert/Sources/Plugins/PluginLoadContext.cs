using System.Reflection;
using System.Runtime.Loader;

namespace Mail2Alert.Sources.Plugins;

/// <summary>The libraries of one plug-in. It brings its own, of whatever versions; the contract is the program's, or its types would be strangers.</summary>
internal sealed class PluginLoadContext(string file) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(file))
{
    private readonly AssemblyDependencyResolver _resolver = new(file);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != PluginLibrary.Contract.Name && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
