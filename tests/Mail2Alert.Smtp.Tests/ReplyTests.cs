using System.Reflection;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Hosting;
using Mail2Alert.Smtp.Tests.Sessions;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tests.Telemetry;
using Mail2Alert.Smtp.Tests.Tls;

namespace Mail2Alert.Smtp.Tests;

/// <summary>Nothing is said that no test has heard.</summary>
public class ReplyTests
{
    private static readonly string[] InDialogues = [.. Dialogue.Names.Select(name => Dialogue.Read(name).Server)];

    // What needs a clock, a full machine, a handshake, or words that differ each time.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        [nameof(ServerReplies.ShuttingDown)] = nameof(ShutdownTests.An_idle_session_is_told_and_closed),
        [nameof(ServerReplies.TimedOut)] = nameof(TimeoutTests.A_silent_client_is_told_and_let_go),
        [nameof(ServerReplies.TooSlow)] = nameof(PaceTests.An_octet_every_two_minutes_is_cut_off),
        [nameof(ServerReplies.MessageTooLong)] = nameof(PaceTests.A_message_has_half_an_hour_however_it_comes),
        [nameof(ServerReplies.SessionTooLong)] = nameof(SessionTimeTests.A_client_that_keeps_its_connection_alive_is_let_go_after_an_hour),
        [nameof(ServerReplies.OutOfTime)] = nameof(LimitMetricsTests.Tell_which_bound_a_client_met),
        [nameof(ServerReplies.TooManyCommands)] = nameof(LimitMetricsTests.Tell_which_bound_a_client_met),
        [nameof(ServerReplies.Naming)] = nameof(MessageIdTests.Stands_in_our_refusal_of_a_message_and_in_its_line_in_the_log),
        [nameof(ServerReplies.TooManyConnections)] = nameof(KestrelTests.One_connection_too_many_is_told_so),
        [nameof(ServerReplies.TooManyFromAddress)] = nameof(KestrelTests.One_address_cannot_take_all_connections),
        [nameof(ServerReplies.TooManyChunks)] = nameof(ChunkTests.Far_too_many_and_small_close_the_session),
        [nameof(ServerReplies.Overloaded)] = nameof(MemoryTests.That_is_not_there_defers_the_message_and_the_session_goes_on),
        [nameof(ServerReplies.OutOfDisk)] = nameof(SpoolTests.A_full_disk_defers_the_message_and_the_session_goes_on),
        [nameof(ServerReplies.TlsAlready)] = nameof(StartTlsTests.Is_offered_in_clear_and_not_inside_TLS),
        [nameof(ServerReplies.Queued)] = nameof(HandlerTests.Is_given_the_envelope_and_the_content),
        [nameof(ServerReplies.InternalError)] = nameof(HandlerTests.Failing_at_a_message_costs_a_451_with_the_id_and_not_the_session),
        [nameof(SmtpLoginReplies.LockedOut)] = nameof(SmtpLockoutTests.Ten_failures_lock_the_address_out_and_not_its_neighbour),
        [nameof(SmtpLoginReplies.Unavailable)] = nameof(LoginDialogueTests.An_authenticator_that_fails_costs_a_454_and_not_the_connection),
        [nameof(SmtpLoginReplies.Challenge)] = nameof(ScramExchangeTests.Speaks_as_in_RFC_7677),
    };

    public static TheoryData<string> Names =>
        [.. Replies(typeof(ServerReplies)).Concat(Replies(typeof(SmtpLoginReplies))).Select(reply => reply.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Each_reply_is_in_a_dialogue_or_else_in_a_named_test(string name) =>
        IsInDialogues(name).ShouldNotBe(Elsewhere.ContainsKey(name));

    [Fact]
    public void Only_replies_that_exist_are_said_to_be_in_other_tests() => Elsewhere.Keys.ShouldBeSubsetOf(Names.Select(row => row.Data));

    private static bool IsInDialogues(string name) =>
        Replies(typeof(ServerReplies)).Concat(Replies(typeof(SmtpLoginReplies))).First(reply => reply.Name == name) is PropertyInfo property
        && property.GetValue(null) is SmtpReply reply
        && InDialogues.Any(said => said.Contains($"{reply.Code} {reply.Enhanced}{(reply.Enhanced is null ? "" : " ")}{reply.Lines[0]}\r\n", StringComparison.Ordinal));

    private static IEnumerable<MemberInfo> Replies(Type type) => type.GetMembers(BindingFlags.Static | BindingFlags.Public)
        .Where(member => member is PropertyInfo || member is MethodInfo { IsSpecialName: false, ReturnType: var type } && type == typeof(SmtpReply));
}
