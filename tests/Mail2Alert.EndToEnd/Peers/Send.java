import java.util.Properties;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

/** Sends one mail with the library and the settings of GoCD's own mailer; with a name and a password it upgrades and logs in. */
public class Send {
    public static void main(String[] arguments) throws Exception {
        var logsIn = arguments.length > 4;
        var properties = new Properties();
        properties.put("mail.from", arguments[1]);
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", arguments[0]);
        properties.put("mail.smtp.connectiontimeout", "60000");
        properties.put("mail.smtp.timeout", "60000");
        properties.put("mail.smtp.auth", String.valueOf(logsIn));
        properties.put("mail.smtp.starttls.enable", String.valueOf(logsIn));
        properties.put("mail.smtp.starttls.required", String.valueOf(logsIn));
        properties.put("mail.smtp.ssl.trust", "127.0.0.1");
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(arguments[1]));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(arguments[2]));
        message.setSubject(arguments[3]);
        message.setText("See details: http://gocd.example.com/go/pipelines\n\nSent by Go on behalf of alerts\n");
        if (logsIn) {
            Transport.send(message, arguments[4], arguments[5]);
        } else {
            Transport.send(message);
        }
    }
}
