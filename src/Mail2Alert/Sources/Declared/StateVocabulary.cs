using System.Collections.Frozen;

namespace Mail2Alert.Sources.Declared;

/// <summary>Words of English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian and Polish.</summary>
internal static class StateVocabulary
{
    private const string Failures = """
        fail fails failed failing failure failures error errors errored fatal critical crit emergency down offline unreachable unavailable
        broken crash crashed crashes panic aborted abort corrupt corrupted corruption degraded faulted fault faulty dead killed lost
        unsuccessful unsuccessfully exception timeout overheated unhealthy problem problems alarm firing alerting outage denied disconnected
        cannot can't couldn't doesn't won't
        fehler fehlgeschlagen fehlerhaft gescheitert misslungen ausfall ausgefallen störung kritisch abgebrochen abbruch abgestürzt defekt
        échec échecs échoué échouée échoue erreur erreurs critique panne indisponible interrompu interrompue
        fallo fallos fallido fallida falló fracaso fracasó crítico crítica caído caída abortado interrumpido
        errore errori fallito fallita fallimento guasto interrotto critici
        falha falhas falhou erro erros falhado indisponível
        fout fouten mislukt mislukte storing onbereikbaar kritiek afgebroken
        fel misslyckades misslyckad misslyckats kritisk kritiskt avbröts avbruten otillgänglig nere
        fejl mislykkedes feil mislyktes utilgængelig utilgjengelig
        błąd błędy błędów niepowodzenie nieudane nieudana awaria krytyczny
        """;

    private const string Warnings = """
        warning warnings warn attention caution unstable overdue expire expires expiring
        warnung warnungen achtung avertissement avertissements advertencia advertencias aviso avvertimento avviso waarschuwing waarschuwingen
        varning varningar advarsel advarsler ostrzeżenie
        """;

    private const string Recoveries = """
        ok okay success successful successfully succeeded succeeds passed recovered recovery resolved restored fixed up online completed complete
        finished healthy cleared normal done
        erfolgreich erfolg behoben wiederhergestellt abgeschlossen beendet gelungen
        réussi réussie succès résolu résolue rétabli rétablie terminé terminée
        éxito exitoso exitosa exitosamente correctamente completado completada resuelto resuelta recuperado
        riuscito riuscita successo completato completata risolto ripristinato
        sucesso concluído concluída bem-sucedido resolvido
        geslaagd gelukt voltooid succesvol hersteld opgelost
        lyckades lyckad slutförd slutfördes klar åtgärdat återställd löst
        lykkedes gennemført fullført løst fuldført
        powodzenie pomyślnie zakończono zakończone sukces
        """;

    private const string Denying = """
        0 no not without none zero never nor neither isn't wasn't
        kein keine keinen keiner keinerlei ohne nicht null sans aucun aucune pas zéro sin ningún ninguna ningun cero senza nessun nessuna non
        sem nenhum nenhuma não geen zonder niet nul inga inget ingen utan inte uden ikke ingen brak bez nie
        """;

    public static FrozenDictionary<string, string> Meanings { get; } = Of(Failures, StateWords.Failure)
        .Concat(Of(Warnings, StateWords.Warning))
        .Concat(Of(Recoveries, StateWords.Recovery))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static FrozenSet<string> Denials { get; } = Words(Denying).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<KeyValuePair<string, string>> Of(string list, string meaning) =>
        Words(list).Select(word => KeyValuePair.Create(word, meaning));

    private static IEnumerable<string> Words(string list) => list.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct();
}
