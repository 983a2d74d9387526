// Signals, /proc and Debian's mail servers: the peers are Linux programs.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
