using System.Security.Cryptography;
using System.Text;

namespace Mail2Alert.Alerts;

/// <summary>What makes two mails one alert. News without a lasting state is an alert of its own each time: then the mail names it, too.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Key">What the alert is about, within its source.</param>
/// <param name="Mail">The mail that brought it, for news without a lasting state; null for what fires and resolves.</param>
internal readonly record struct AlertId(string Source, string Key, string? Mail = null)
{
    public static AlertId Of(Alert alert) => new(alert.Source, alert.Key);

    /// <summary>What people type in place of source and key: 32 bits of SHA-256 over both, in hexadecimal digits.</summary>
    public string Short => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())).AsSpan(0, 4));

    /// <summary>How others remember it: one text for one alert.</summary>
    public override string ToString() => Mail is null ? $"{Source}\n{Key}" : $"{Source}\n{Key}\n{Mail}";
}
