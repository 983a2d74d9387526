// npm's smtp-server, told to take all mail and to throw it away: smtp-server.cjs PACKAGE PORT
const { SMTPServer } = require(process.argv[2]);

new SMTPServer({
  name: 'smtp-server.example.net',
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, session, callback) {
    stream.resume();
    stream.on('end', () => callback());
  },
}).listen(Number(process.argv[3]), '127.0.0.1');
