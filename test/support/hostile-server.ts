import type { Socket } from 'node:net';

/** What a server may do that keeps to no protocol, by name: for {@link startTcpServer}. */
export const HOSTILE_SERVERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'says nothing': (socket) => void socket.resume(),
  'closes at once': (socket) => void socket.end(),
  'breaks off at the first word': (socket) => void socket.once('data', () => socket.resetAndDestroy()),
  'talks garbage': (socket) => void socket.resume().write(Buffer.from(NOISE)),
  'says a byte now and then': (socket) => repeat(socket, () => socket.write('2'), 20),
  'repeats one line for ever': (socket) => flood(socket, `220-${'x'.repeat(60)}\r\n`),
  'never ends its line': (socket) => flood(socket, `220 ${'y'.repeat(60)}`),
  'says empty lines for ever': (socket) => flood(socket, '\r\n'),
  'greets, then says empty lines for ever': (socket) => {
    socket.write('220 mail ESMTP\r\n');
    socket.once('data', () => flood(socket, '\r\n'));
  },
  'answers without end': (socket) => {
    socket.write('HTTP/1.1 500 no\r\ntransfer-encoding: chunked\r\n\r\n');
    flood(socket, `40\r\n${'z'.repeat(64)}\r\n`);
  },
  'promises headers without end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, `x-filler: ${'h'.repeat(50)}\r\n`);
  },
  'goes on for ever': (socket) => flood(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
};

const NOISE = Array.from({ length: 2_000 }, (_, index) => (index * 7_919) % 256);

/** As fast as the other side takes it. */
function flood(socket: Socket, text: string): void {
  const chunk = Buffer.from(text.repeat(1_000));
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.resume().on('drain', pour);
  pour();
}

function repeat(socket: Socket, act: () => void, everyMs: number): void {
  const timer = setInterval(act, everyMs);
  socket.resume().once('close', () => clearInterval(timer));
}
