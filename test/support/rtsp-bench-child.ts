// An RTSP server of the benchmark, in a process of its own so that its work is not counted as ours: the same answers to all.
import { createServer } from 'node:net';

const SDP = [
  'v=0',
  'o=- 1109162014219182 1109162014219192 IN IP4 0.0.0.0',
  's=Media Presentation',
  'e=NONE',
  'b=AS:5100',
  't=0 0',
  'a=control:*',
  'm=video 0 RTP/AVP 96',
  'b=AS:5000',
  'a=recvonly',
  'a=control:trackID=1',
  'a=rtpmap:96 H264/90000',
  'a=fmtp:96 profile-level-id=640028; packetization-mode=1; sprop-parameter-sets=Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA',
  'm=application 0 RTP/AVP 107',
  'a=control:trackID=3',
  'a=rtpmap:107 vnd.onvif.metadata/90000',
  '',
].join('\r\n');
const PACKET = Buffer.alloc(1_400);
PACKET.set([0x24, 0, (PACKET.length - 4) >> 8, (PACKET.length - 4) & 255, 0x80, 96]);

createServer((socket) => {
  let text = '';
  socket.setEncoding('latin1').on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk;
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const request = text.slice(0, end);
      text = text.slice(end + 4);
      const cseq = /CSeq: (\d+)/.exec(request)?.[1] ?? '';
      const head = `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\nDate: Tue, 25 Nov 2025 01:00:00 GMT\r\n`;
      if (request.startsWith('DESCRIBE')) {
        socket.write(`${head}Content-Type: application/sdp\r\nContent-Length: ${SDP.length}\r\n\r\n${SDP}`);
      } else if (request.startsWith('SETUP')) {
        socket.write(
          `${head}Session: 1234567890;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n`,
        );
      } else if (request.startsWith('PLAY')) {
        socket.write(`${head}Session: 1234567890\r\nRange: npt=0-\r\n\r\n`);
        socket.write(PACKET);
      } else {
        socket.write(`${head}Public: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN\r\n\r\n`);
      }
    }
  });
})
  .listen(0, '127.0.0.1', 1_024)
  .on('listening', function (this: ReturnType<typeof createServer>) {
    const address = this.address();
    process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
  });
process.stdin.on('end', () => process.exit(0)).resume();
