import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAnswer } from '#collector/onvif/read-answer.ts';
import { parseEnvelope } from '#collector/onvif/xml.ts';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { startOnvifServer } from '#test/support/onvif.ts';
import { checkOf, questionOf } from '#test/support/question.ts';
import { host } from '#test/support/tcp.ts';

/** Answers that the authors of the `onvif` package recorded from devices: none of them is ours. */
const FOLDER = 'node_modules/onvif/test/serverMockup';
const files = await readdir(FOLDER);
const read = (name: string) => readFile(join(FOLDER, name), 'utf8');
const recorded = new Map(await Promise.all(files.map(async (name) => [name, await read(name)] as const)));

/** An answer as it was recorded: those of services other than the device's are named after them. */
function answerTo(operation: string): string | undefined {
  const names = ['', 'device.', 'media.'].map((service) => `${service}${operation}.xml`);
  return names.map((name) => recorded.get(name)).find((text) => text !== undefined);
}

const startCamera = (isOld: boolean) =>
  startOnvifServer(({ operation }) => {
    const body = isOld && operation === 'GetServices' ? recorded.get('Error.xml') : answerTo(operation);
    return body === undefined ? { status: 404 } : { status: operation === 'Error' ? 500 : 200, body };
  });

async function probe(port: number) {
  const question = questionOf(checkOf({ indicator: 'service', prober: 'onvif' }), { depth: 'details' });
  const prober = createOnvifProber({ concurrency: 1, nowMs: () => Date.UTC(2014, 11, 24, 19, 14, 37) });
  const targets = [{ address: host, port, timeoutMs: 5_000, question }];
  const [outcome] = await runProbes(prober, targets, new AbortController().signal);
  return outcome;
}

describe('answers that the onvif package recorded', () => {
  test('are there, all 78 of them', () => {
    expect(files).toHaveLength(78);
  });

  test.each([...recorded].filter(([, text]) => !text.includes('{{')))('%s is read', (name, text) => {
    const { body } = parseEnvelope(text);
    const [element = ''] = Object.keys(body).filter((key) => key !== '#text');

    expect(element).toMatch(/(?:Response|Fault|ProbeMatches)$/);
    const [operation = ''] = name
      .replace(/\.xml$/, '')
      .split('.')
      .slice(-1);
    if (element !== `${operation}Response`) return;
    const answer = { status: 200, statusLine: '200 OK', challenges: [], headers: {}, body: text };
    expect(readAnswer(operation, { ...answer, connectMs: 1, responseMs: 1, midpointMs: 1 }).kind).toBe(
      'response',
    );
  });

  test.each([
    ['GetServices', false],
    ['GetCapabilities, since it answers GetServices with a fault', true],
  ])('make a camera that is described by %s', async (_name, isOld) => {
    const camera = await startCamera(isOld);

    const outcome = await probe(camera.port);

    expect(outcome).toMatchObject({ ok: true });
    expect(Math.abs(outcome?.report?.clockOffsetMs ?? Number.NaN)).toBeLessThan(5_000);
    expect(outcome?.report).toEqual({
      clockOffsetMs: expect.any(Number),
      identity: {
        maker: 'Mockup Manufacturer',
        model: 'Mockup Model',
        firmware: 'Mockup_15_14_13',
        serial: '00000000',
      },
      networkTime: { source: 'manual', servers: ['192.168.1.168'] },
      streams: [
        {
          id: 'main',
          name: 'main',
          codec: 'H264',
          width: 1_920,
          height: 1_080,
          framesPerSecond: 5,
          bitsPerSecond: 1_000_000,
          streamAddress: 'rtsp://192.168.68.111/h264main',
          snapshotAddress:
            'http://192.168.68.111/onvif-cgi/jpg/image.cgi?resolution=800x600&compression=20&camera=1',
        },
      ],
      access: { protocol: 'onvif', weakness: 'no-password' },
    });
    // The recorded answers name another host: ours was asked all the same.
    expect(camera.asked.at(-1)).toMatchObject({ operation: 'GetSnapshotUri', path: '/onvif/services' });
  });
});
