namespace Mail2Alert.MailFuzz;

/// <summary>A bug was found.</summary>
internal sealed class BrokenPromiseException(string promise, Exception? inner = null) : Exception(promise, inner);
