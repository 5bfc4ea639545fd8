import { describe, expect, test } from 'vitest';
import { createRtspProber } from '#collector/probers/rtsp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Check } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { checkOf, questionOf } from '#test/support/question.ts';
import { startGstreamer } from '#test/support/rtsp.ts';
import { host } from '#test/support/tcp.ts';

/** A server with nothing of ours in it. Its first answer waits for an encoder to start. */
async function probe(port: number, check: Partial<Check>, password = 's3cret pass') {
  const question = questionOf(checkOf({ indicator: 'stream', prober: 'rtsp', ...check }), {
    credentials: { login: { user: 'viewer', password: createSecret(password), cleartextTo: ['cam-1'] } },
  });
  const target = { address: host, port, timeoutMs: 10_000, question };
  const stop = new AbortController().signal;
  const [outcome] = await runProbes(createRtspProber({ concurrency: 1 }), [target], stop);
  return outcome;
}

const WEAKNESS = {
  open: { weakness: 'no-password' },
  basic: { weakness: 'cleartext-login' },
  digest: {},
} as const;

describe('GStreamer’s RTSP server', () => {
  test.each(['digest', 'basic', 'open'] as const)(
    'is played with the login that it wants: %s',
    async (method) => {
      const port = await startGstreamer(method);

      expect(await probe(port, { path: '/h264' })).toMatchObject({
        ok: true,
        report: {
          access: { protocol: 'rtsp', ...WEAKNESS[method] },
          streams: [{ id: '/h264', codec: 'H264', width: 640, height: 360, framesPerSecond: 25 }],
        },
      });
    },
  );

  test('is measured: about the rate that its encoder is set to, and nothing lost', async () => {
    const port = await startGstreamer('digest');

    const outcome = await probe(port, { path: '/h264', playMs: 1_500 });

    // Set to 800 kbit/s; a test picture and the headers of RTP make some more of it.
    expect(outcome?.measurements?.bitsPerSecond).toBeGreaterThan(300_000);
    expect(outcome?.measurements?.bitsPerSecond).toBeLessThan(2_500_000);
    expect(outcome?.measurements?.packetsPerSecond).toBeGreaterThan(20);
    expect(outcome?.measurements?.rtpLossRatio).toBe(0);
  });

  test('plays motion JPEG as well', async () => {
    expect(await probe(await startGstreamer('open'), { path: '/jpeg' })).toMatchObject({
      ok: true,
      report: { streams: [{ codec: 'JPEG', framesPerSecond: 25 }] },
    });
  });

  test('turns a wrong password and a wrong path away, each for its own reason', async () => {
    const port = await startGstreamer('digest');

    expect(await probe(port, { path: '/h264' }, 'wrong')).toMatchObject({
      ok: false,
      reason: 'credentials',
      detail: '401 Unauthorized: the device refuses the login (Digest md5, realm "GStreamer RTSP Server")',
    });
    expect(await probe(port, { path: '/nowhere' })).toMatchObject({
      ok: false,
      reason: 'no-media',
      detail:
        'DESCRIBE was answered 404 Not Found: the device has no stream at /nowhere; correct the path of the check',
    });
  });
});
