namespace Mail2Alert.Benchmarks.Operations;

/// <summary>Reading a mail, as much of it as is asked for.</summary>
internal sealed class MessageOperations(byte[] mail)
{
    public int SubjectAndText()
    {
        var message = SampleMail.Open(mail);
        return message.Subject.Length + message.Text.Length;
    }

    public int Everything()
    {
        var message = SampleMail.Open(mail);
        return message.Subject.Length + message.Text.Length + message.Tables.Count + message.Attachments.Count + (int)message.Kind + (message.Trouble?.Length ?? 0);
    }
}
