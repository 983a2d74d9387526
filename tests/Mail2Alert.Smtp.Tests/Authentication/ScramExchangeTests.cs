using System.Security.Cryptography;
using System.Text;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert.Smtp.Tests.Authentication;

/// <summary>With the example of RFC 7677 §3: user <c>user</c>, password <c>pencil</c>.</summary>
public class ScramExchangeTests
{
    private const string First = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string Challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string Final = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private static readonly SmtpCredential Pencil = FromPassword("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speaks_as_in_RFC_7677()
    {
        var exchange = New();

        (await AnswerAsync(exchange, First)).ShouldBe(new SmtpAuthStep.Challenge(Challenge));
        (await AnswerAsync(exchange, Final)).ShouldBe(new SmtpAuthStep.Challenge("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        (await AnswerAsync(exchange, "")).ShouldBe(new SmtpAuthStep.Granted("user"));
    }

    [Theory]
    [InlineData("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", true)]
    [InlineData("y,,n=user,r=rOprNGfwEbeRWgbNEkqO", true)]
    [InlineData("n,a=user,n=user,r=rOprNGfwEbeRWgbNEkqO", true)]
    [InlineData("n,,n=user,r=x,ext=1", true)]
    [InlineData("p=tls-unique,,n=user,r=x", false)]
    [InlineData("n,,m=ext,n=user,r=x", false)]
    [InlineData("n,,n=us=er,r=x", false)]
    [InlineData("n,,n=,r=x", false)]
    [InlineData("n,,n=user,r=", false)]
    [InlineData("n,,n=user,r=a b", false)]
    [InlineData("n,,n=user", false)]
    [InlineData("n,b=x,n=user,r=x", false)]
    [InlineData("x,,n=user,r=x", false)]
    [InlineData("n,", false)]
    [InlineData("", false)]
    public async Task Takes_only_well_formed_beginnings(string first, bool isTaken) =>
        (await AnswerAsync(New(), first) is SmtpAuthStep.Challenge).ShouldBe(isTaken);

    [Fact]
    public async Task Names_may_hold_commas_and_equals_signs()
    {
        string? asked = null;
        var exchange = New(user =>
        {
            asked = user;
            return Pencil;
        });

        await AnswerAsync(exchange, "n,,n=a=2Cb=3Dc,r=x");

        asked.ShouldBe("a,b=c");
    }

    [Fact]
    public async Task A_client_that_was_told_of_no_binding_though_it_was_offered_is_refused() =>
        (await AnswerAsync(New(offersBinding: true), First.Replace("n,,", "y,,", StringComparison.Ordinal)))
            .ShouldBeOfType<SmtpAuthStep.Malformed>();

    [Theory]
    [InlineData("c=biws,", "c=eSws,", typeof(SmtpAuthStep.Malformed))]
    [InlineData("Ilj)", "Ilj(", typeof(SmtpAuthStep.Malformed))]
    [InlineData("p=dHzb", "p=eHzb", typeof(SmtpAuthStep.Denied))]
    [InlineData("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "p=", typeof(SmtpAuthStep.Denied))]
    [InlineData(",p=", ",q=", typeof(SmtpAuthStep.Malformed))]
    public async Task An_end_that_is_changed_is_no_login(string part, string instead, Type expected)
    {
        var exchange = New();
        await AnswerAsync(exchange, First);

        (await AnswerAsync(exchange, Final.Replace(part, instead, StringComparison.Ordinal))).ShouldBeOfType(expected);
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_else()
    {
        var exchange = New();
        var first = First.Replace("n,,", "n,a=root,", StringComparison.Ordinal);
        await AnswerAsync(exchange, first);
        var header = Convert.ToBase64String("n,a=root,"u8);

        (await AnswerAsync(exchange, Proof(first["n,a=root,".Length..], header))).ShouldBeOfType<SmtpAuthStep.Denied>();
    }

    [Fact]
    public async Task A_user_who_does_not_exist_gets_as_far_as_one_who_does_and_the_same_salt_each_time()
    {
        var decoys = SmtpDecoys.New();
        var exchange = New(_ => null, decoys);
        var challenge = await AnswerAsync(exchange, First);

        challenge.ShouldBeOfType<SmtpAuthStep.Challenge>().Text.Split(',')[1].Length.ShouldBe(Challenge.Split(',')[1].Length);
        (await AnswerAsync(New(_ => null, decoys), First)).ShouldBe(challenge);
        (await AnswerAsync(New(_ => null, decoys), First.Replace("user", "resu", StringComparison.Ordinal))).ShouldNotBe(challenge);
        (await AnswerAsync(exchange, Final)).ShouldBe(new SmtpAuthStep.Denied("user"));
    }

    private static ScramExchange New(Func<string, SmtpCredential?>? find = null, SmtpDecoys? decoys = null, bool offersBinding = false) =>
        new(new Finder(find ?? (_ => Pencil)), decoys ?? SmtpDecoys.New(), ServerNonce, new ScramBinding(offersBinding, null));

    private static ValueTask<SmtpAuthStep> AnswerAsync(ScramExchange exchange, string text) =>
        exchange.AnswerAsync(Encoding.UTF8.GetBytes(text), Token);

    private static string Proof(string bare, string header)
    {
        var end = $"c={header},{Final.Split(',')[1]}";
        var clientKey = ClientKey("pencil", Pencil.Salt, 4096);
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), Encoding.UTF8.GetBytes($"{bare},{Challenge},{end}"));
        return $"{end},p={Convert.ToBase64String([.. clientKey.Zip(signature, (a, b) => (byte)(a ^ b))])}";
    }

    private static SmtpCredential FromPassword(string password, byte[] salt, int iterations) => new(
        iterations,
        salt,
        SHA256.HashData(ClientKey(password, salt, iterations)),
        HMACSHA256.HashData(Salted(password, salt, iterations), "Server Key"u8));

    private static byte[] ClientKey(string password, byte[] salt, int iterations) =>
        HMACSHA256.HashData(Salted(password, salt, iterations), "Client Key"u8);

    private static byte[] Salted(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, 32);

    private sealed class Finder(Func<string, SmtpCredential?> find) : ISmtpAuthenticator
    {
        public ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken) => new(false);

        public ValueTask<SmtpCredential?> FindAsync(string user, CancellationToken cancellationToken) => new(find(user));
    }
}
