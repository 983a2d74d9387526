namespace Mail2Alert.Plugins;

/// <summary>
/// A kind of notifier that a plug-in reads. The program makes one of each public class that implements this and has a constructor without parameters, when it
/// reads its configuration. Neither the constructor nor anything else here may wait, or ask anything outside the process.
/// </summary>
public interface INotifierKind
{
    /// <summary>What <c>kind</c> is in the configuration: letters, digits, <c>-</c> and <c>_</c>. No two plug-ins, and no source that comes with the program, have the same.</summary>
    string Name { get; }

    /// <summary>Whose mail it reads, in a few words, for <c>mail2alert sources list</c>.</summary>
    string About { get; }

    /// <summary>The keys that may stand under <c>settings</c>. Others are refused, with the nearest of these as a suggestion.</summary>
    IReadOnlyList<string> Settings => [];

    /// <summary>Labels that its alerts may have beyond those of every alert. Conditions of routes may name them.</summary>
    IReadOnlyList<string> Labels => [];

    /// <summary>Makes the notifier of one source in the configuration. It lives as long as the program, and reads several mails at once.</summary>
    /// <exception cref="NotifierSettingsException">A setting is missing or wrong. The configuration is refused with its message, at its line.</exception>
    INotifier Create(NotifierSettings settings);
}
