using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Tests.Sources.Declared;

public sealed class StateWordsTests
{
    [Theory]
    [InlineData("Backup failed", "failure")]
    [InlineData("Sicherung fehlgeschlagen", "failure")]
    [InlineData("Échec de la sauvegarde", "failure")]
    [InlineData("La copia de seguridad ha fallado: error", "failure")]
    [InlineData("Backup non riuscito", "failure")]
    [InlineData("Säkerhetskopieringen misslyckades", "failure")]
    [InlineData("Back-up mislukt", "failure")]
    [InlineData("Disk almost full: warning", "warning")]
    [InlineData("Backup completed successfully", "recovery")]
    [InlineData("Sicherung erfolgreich abgeschlossen", "recovery")]
    [InlineData("Sauvegarde terminée", "recovery")]
    [InlineData("Säkerhetskopieringen lyckades", "recovery")]
    [InlineData("Weekly report", "nothing")]
    [InlineData("", "nothing")]
    public void Says_what_a_text_says_in_many_languages(string text, string meaning) => StateWords.Of(text).ShouldBe(meaning);

    [Theory]
    [InlineData("12 tables, 0 errors")]
    [InlineData("no errors")]
    [InlineData("without any error")]
    [InlineData("No critical errors found")]
    [InlineData("Errors: 0")]
    [InlineData("errors=0")]
    [InlineData("Failed (0)")]
    [InlineData("Errors: none")]
    [InlineData("ohne Fehler")]
    [InlineData("keine Fehler")]
    [InlineData("aucune erreur")]
    [InlineData("sin errores, 0 fallos")]
    [InlineData("inga fel")]
    [InlineData("geen fouten")]
    public void A_failure_that_is_denied_is_none(string text) => StateWords.Of(text).ShouldBe("nothing");

    [Theory]
    [InlineData("0 errors, 1 failed", "failure")]
    [InlineData("Errors: 0.5", "failure")]
    [InlineData("Errors: 10", "failure")]
    [InlineData("No. The backup failed", "failure")]
    [InlineData("not successful", "failure")]
    [InlineData("nicht erfolgreich", "failure")]
    [InlineData("succeeded after 3 failures", "failure")]
    [InlineData("0 errors, completed", "recovery")]
    [InlineData("warning: it is okay", "warning")]
    public void The_worst_that_is_not_denied_counts(string text, string meaning) => StateWords.Of(text).ShouldBe(meaning);

    [Theory]
    [InlineData("failover")]
    [InlineData("downtown")]
    [InlineData("upload")]
    [InlineData("terror")]
    public void Only_whole_words_count(string text) => StateWords.Of(text).ShouldBe("nothing");
}
