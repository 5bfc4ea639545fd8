import { connect, type Socket } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { VirtualDevice, VirtualStream } from '#simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { runProgram } from '#test/support/run-program.ts';
import { LOOPBACK, sampleCamera, startVirtualDevices } from '#test/support/virtual-device.ts';

const LOGIN = { user: 'giamsat', password: 's3cret' };
const [SAMPLE] = sampleCamera().streams;
const stream = (changes: Partial<VirtualStream> = {}): VirtualStream => {
  if (!SAMPLE) throw new Error('the sample has a stream');
  return { ...SAMPLE, path: '/live', ...changes };
};
const start = (changes: Partial<VirtualDevice> = {}) =>
  startVirtualDevices([sampleCamera({ access: {}, streams: [stream()], ...changes })]);
const portOf = (devices: VirtualDevices) => devices.endpoints.get('cam-1')?.rtsp?.port ?? 0;

/** A client that asks one thing after the other, and counts what comes in between. */
function openClient(devices: VirtualDevices) {
  const socket: Socket = connect(portOf(devices), LOOPBACK);
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  let cseq = 0;
  const ask = async (method: string, ...headers: string[]) => {
    const head = [`${method} rtsp://cam/live RTSP/1.0`, `CSeq: ${++cseq}`, ...headers];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    const pattern = new RegExp(`RTSP/1.0 ([^\\r]*)\\r\\nCSeq: ${cseq}\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n`);
    return await vi.waitFor(() => {
      const [text, status = ''] = pattern.exec(received.toString('latin1')) ?? [];
      if (text === undefined) throw new Error('no answer yet');
      return { status, session: /Session: (\w+)/.exec(text)?.[1] ?? '', text };
    }, PATIENCE);
  };
  const play = async () => {
    const { session } = await ask('SETUP', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
    await ask('PLAY', `Session: ${session}`);
    return session;
  };
  return { socket, ask, play, receivedOctets: () => received.length };
}

beforeAll(async () => {
  await runProgram('ffprobe', ['-version'], 'ffmpeg');
});

describe('ffprobe', () => {
  test.each([
    ['h264', 1_920, 1_080, 'digest'],
    ['h264', 640, 360, 'basic'],
    ['h264', 3_840, 2_160, 'digest-sha256'],
    ['h265', 1_920, 1_080, 'digest'],
    ['h265', 2_560, 1_440, 'digest'],
    ['h265', 2_688, 1_520, 'digest'],
  ] as const)('finds %s of %d×%d behind %s, and decodes it', async (codec, width, height, auth) => {
    const devices = await start({
      access: { login: LOGIN },
      rtsp: { auth },
      streams: [stream({ codec, width, height })],
    });

    const { out, err } = await runProgram(
      'ffprobe',
      [
        ...['-v', 'warning', '-rtsp_transport', 'tcp', '-read_intervals', '%+#10', '-of', 'compact'],
        ...['-show_entries', 'stream=codec_name,width,height:frame=pict_type'],
        `rtsp://${LOGIN.user}:${LOGIN.password}@${LOOPBACK}:${portOf(devices)}/live`,
      ],
      'ffmpeg',
    );

    expect(err).toBe('');
    expect(out).toContain(
      `stream|codec_name=${codec === 'h265' ? 'hevc' : 'h264'}|width=${width}|height=${height}`,
    );
    expect(out.match(/^frame/gm)?.length).toBeGreaterThan(5);
  });
});

describe('an RTSP server', () => {
  test('plays at the rate that the stream has', async () => {
    const client = openClient(await start());
    await client.play();
    const startedMs = performance.now();
    const before = client.receivedOctets();

    await vi.waitFor(() => expect(client.receivedOctets() - before).toBeGreaterThan(250_000), PATIENCE);

    // 2 Mbit/s.
    const seconds = (performance.now() - startedMs) / 1_000;
    expect(seconds).toBeGreaterThan(0.5);
    expect(seconds).toBeLessThan(3);
  });

  test('of a camera without video plays, and sends nothing', async () => {
    const devices = await start();
    await devices.set('cam-1', { kind: 'no-video' });
    const client = openClient(devices);
    await client.play();
    const before = client.receivedOctets();

    await client.ask('GET_PARAMETER');
    const quiet = client.receivedOctets() - before;
    await devices.clear('cam-1', { kind: 'no-video' });

    expect(quiet).toBeLessThan(100);
    await vi.waitFor(() => expect(client.receivedOctets() - before).toBeGreaterThan(10_000), PATIENCE);
  });

  test('stops when it is told to', async () => {
    const client = openClient(await start());
    const session = await client.play();

    await client.ask('TEARDOWN', `Session: ${session}`);
    const { status } = await client.ask('PLAY', `Session: ${session}`);
    const after = client.receivedOctets();
    await client.ask('OPTIONS');

    expect(status).toBe('454 Session Not Found');
    expect(client.receivedOctets() - after).toBeLessThan(300);
  });

  test('has room for so many viewers, and again when one leaves', async () => {
    const devices = await start({ rtsp: { maxSessions: 1 } });
    const [first, second] = [openClient(devices), openClient(devices)];
    const setUp = () => second.ask('SETUP', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');
    await first.play();

    expect((await setUp()).status).toBe('503 Service Unavailable');
    first.socket.destroy();

    await vi.waitFor(async () => expect((await setUp()).status).toBe('200 OK'), PATIENCE);
  });

  test('ends a session in which nothing is asked any more', async () => {
    const client = openClient(await start({ rtsp: { sessionTimeoutMs: 50 } }));
    const closed = vi.fn();
    client.socket.once('close', closed);

    await client.ask('SETUP', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1');

    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), PATIENCE);
  });

  test.each([
    ['UDP', 'SETUP', ['Transport: RTP/AVP;unicast;client_port=5000-5001'], '461 Unsupported Transport'],
    ['a session of nobody', 'PLAY', ['Session: 1'], '454 Session Not Found'],
    ['what it does not know', 'RECORD', [], '405 Method Not Allowed'],
  ])('refuses %s', async (_name, method, headers, status) => {
    const client = openClient(await start());

    expect((await client.ask(method, ...headers)).status).toBe(status);
  });

  test('asks who it is before it tells anything but its methods', async () => {
    const client = openClient(await start({ access: { login: LOGIN } }));

    expect((await client.ask('OPTIONS')).status).toBe('200 OK');
    const { status, text } = await client.ask('DESCRIBE');
    expect(status).toBe('401 Unauthorized');
    expect(text).toContain('WWW-Authenticate: Digest realm="Axis camera"');
  });

  test('hangs up on what is no RTSP', async () => {
    const client = openClient(await start());
    const closed = vi.fn();
    client.socket.once('close', closed).write('GET / HTTP/1.1\r\n\r\n');

    await vi.waitFor(() => expect(closed).toHaveBeenCalled(), PATIENCE);
  });
});
