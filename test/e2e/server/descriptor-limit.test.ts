import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { checkDescriptorLimit } from '#server/descriptor-limit.ts';
import { startCamwatchUnder } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';

const NEEDED =
  'expected a limit of at least 3120 open files (120 for its own, 500 for the page, 100 for pings, 1500 for devices that answer to nothing, 500 for collector.tcp_concurrency, 100 for collector.onvif_concurrency, 300 for collector.rtsp_concurrency)';

test.each([
  [20, 'camwatch: expected a limit of at least 64 open files, got 20: raise it (ulimit -n)\n'],
  [
    64,
    `camwatch: ${NEEDED}, got 64: raise it (ulimit -n, LimitNOFILE= of the unit), or lower these settings\n`,
  ],
  [
    256,
    `camwatch: ${NEEDED}, got 256: raise it (ulimit -n, LimitNOFILE= of the unit), or lower these settings\n`,
  ],
])('run with %i open files is refused with both figures, and begins nothing', async (limit, expected) => {
  const dir = await makeConfigDir({ devices: 10 });
  const child = startCamwatchUnder(`ulimit -n ${limit}`, ['run', '--config', dir]);

  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);

  expect({ code, out, err }).toEqual({ code: 1, out: '', err: expected });
});

test('run sees its devices with as many open files as it says it needs', async () => {
  const dir = await makeConfigDir({ devices: 1_000 });
  const child = startCamwatchUnder('ulimit -n 3120', ['run', '--config', dir]);
  const log = readLogLines(child.stderr);
  await log.next('seeing');
  child.kill('SIGTERM');
  await log.next('stopped');

  expect((await once(child, 'close'))[0]).toBe(0);
});

test('what is needed follows the settings, and nobody is refused where nothing is known', () => {
  const settings = { tcpConcurrency: 5_000, onvifConcurrency: 1, rtspConcurrency: 1 };

  expect(() => checkDescriptorLimit(settings, 7_222)).not.toThrow();
  expect(() => checkDescriptorLimit(settings, 7_221)).toThrow(
    expect.objectContaining({
      code: 'DESCRIPTOR_LIMIT',
      message: expect.stringMatching(/^expected a limit of at least 7222 open files .* got 7221: /),
    }),
  );
  expect(() => checkDescriptorLimit(settings, undefined)).not.toThrow();
});
