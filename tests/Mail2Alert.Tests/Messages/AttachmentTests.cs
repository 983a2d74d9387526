using System.Text;
using Mail2Alert.Messages;
using MimeKit.Tnef;

namespace Mail2Alert.Tests.Messages;

public sealed class AttachmentTests
{
    [Fact]
    public void Files_are_told_with_name_type_and_content()
    {
        var mail = Of(MessageTextTests.Multipart(
            "mixed",
            "\r\ntext",
            "Content-Type: Application/PDF; name=\"=?utf-8?q?r=C3=A9port?=.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nUERG",
            "Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''l%C3%B6g\r\n\r\none\r\ntwo"));

        mail.Attachments.Select(file => (file.Name, file.MediaType, file.Length)).ShouldBe([("réport.pdf", "application/pdf", null), ("lög", "text/plain", 8)]);
        mail.Attachments.Select(Content).ShouldBe(["PDF", "one\r\ntwo"]);
    }

    [Fact]
    public void A_file_can_be_opened_more_than_once_and_at_the_same_time()
    {
        var file = Of(MessageTextTests.Multipart("mixed", "Content-Type: a/b\r\n\r\nabc")).Attachments.Single();
        using var one = file.Open();
        one.ReadByte();

        Content(file).ShouldBe("abc");
    }

    [Fact]
    public void A_mail_within_is_one_file_named_for_its_subject()
    {
        var file = Of(MessageTextTests.Multipart("mixed", "Content-Type: message/rfc822\r\n\r\nSubject: Disk\r\n\r\nfull")).Attachments.Single();

        (file.Name, file.MediaType).ShouldBe(("Disk.eml", "message/rfc822"));
        Content(file).ShouldStartWith("Subject: Disk\r\n\r\nfull");
    }

    [Fact]
    public void The_text_of_a_mail_is_no_file_and_a_picture_in_it_is() =>
        Of(MessageTextTests.Multipart("related", "Content-Type: text/html\r\n\r\n<img src=cid:x>", "Content-Type: image/png\r\nContent-Id: <x>\r\n\r\nx"))
            .Attachments.ShouldHaveSingleItem().MediaType.ShouldBe("image/png");

    [Fact]
    public void Uuencoded_parts_are_decoded() =>
        Content(Of("Content-Type: a/b; name=x\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 x\r\n#0V%T\r\n`\r\nend\r\n").Attachments.Single())
            .ShouldBe("Cat");

    [Fact]
    public void Files_that_old_scripts_put_into_the_text_are_taken_out_of_it()
    {
        var mail = Of("\r\nSee file.\r\nbegin 644 my file\r\n#0V%T\r\n`\r\nend\r\nbegin with this\r\nbegin 644 x\r\nno data\r\nend\r\n");

        mail.Text.ShouldBe("See file.\nbegin with this\nbegin 644 x\nno data\nend");
        mail.Attachments.Select(file => (file.Name, Content(file))).ShouldBe([("my file", "Cat")]);
    }

    [Fact]
    public void What_Outlook_packs_is_unpacked()
    {
        using var packed = new MemoryStream();
        Pack(packed);
        var mail = Of("Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(packed.ToArray(), Base64FormattingOptions.InsertLineBreaks));

        mail.Text.ShouldBe("Disk full");
        mail.Attachments.Select(file => file.Name).ShouldBe(["log.txt"]);
        Content(mail.Attachments[0]).ShouldBe("log");
    }

    [Fact]
    public void What_cannot_be_unpacked_is_a_file_as_it_is() =>
        Of("Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nnonsense").Attachments.ShouldHaveSingleItem().Name.ShouldBe("winmail.dat");

    [Fact]
    public void A_mail_without_files_has_none() => Of("\r\ntext").Attachments.ShouldBeEmpty();

    // TNEF as in [MS-OXTNEF] 2.1: signature, key, and attributes with their checksums.
    private static void Pack(Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        writer.Write(0x223E9F78);
        writer.Write((short)1);
        Attribute(writer, 1, 0x00089006, [0, 0, 1, 0]);
        Attribute(writer, 1, (int)TnefAttributeTag.Body, Encoding.ASCII.GetBytes("Disk full\0"));
        Attribute(writer, 2, (int)TnefAttributeTag.AttachRenderData, new byte[14]);
        Attribute(writer, 2, (int)TnefAttributeTag.AttachTitle, Encoding.ASCII.GetBytes("log.txt\0"));
        Attribute(writer, 2, (int)TnefAttributeTag.AttachData, "log"u8.ToArray());
    }

    private static void Attribute(BinaryWriter writer, byte level, int tag, byte[] data)
    {
        writer.Write(level);
        writer.Write(tag);
        writer.Write(data.Length);
        writer.Write(data);
        writer.Write((ushort)data.Sum(octet => octet));
    }

    private static string Content(Attachment file)
    {
        using var reader = new StreamReader(file.Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static Message Of(string latin1) => TestMail.OfBytes(Encoding.Latin1.GetBytes("Subject: x\r\n" + latin1));
}
