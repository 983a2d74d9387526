namespace Mail2Alert.Smtp;

/// <summary>What MAIL FROM says of the content by BODY (RFC 6152, RFC 3030 §3). A client may say less than is true, except of binary content.</summary>
public enum SmtpBody
{
    /// <summary>7BIT, or nothing said.</summary>
    SevenBit,

    /// <summary>8BITMIME: lines that may hold octets above 127.</summary>
    EightBit,

    /// <summary>BINARYMIME: any octets, in lines or not. It comes by BDAT only, and its bytes are kept as they are.</summary>
    Binary,
}
