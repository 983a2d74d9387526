namespace Mail2Alert.Storage;

/// <summary>A text as it is stored, so that what is written as UTF-8 need not become a string in between.</summary>
internal readonly record struct Utf8Text(byte[] Bytes);
