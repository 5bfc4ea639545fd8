import { expect, test } from 'vitest';
import { nextSteps } from '#cli/probe/next-steps.ts';
import { createRenderContext } from '#cli/probe/render-context.ts';
import type { ProbeResult } from '#collector/diagnosis/result.ts';
import { failed, onvif, ping, resultOf, rtsp, well } from '#test/support/probe-look.ts';

const words = createRenderContext('en', 'Asia/Ho_Chi_Minh', (_style, text) => text);
const aboutOf = (given: Partial<ProbeResult>) => nextSteps(resultOf(given), words).map(({ about }) => about);

test('checks that fail alike are looked into together', () => {
  expect(
    aboutOf({ looks: [onvif(failed('mismatch')), rtsp(failed('mismatch')), ping(failed('timeout'))] }),
  ).toEqual(['service, stream (wrong answer)', 'reach (no answer)']);
});

test('where it is known why nothing answers, the checks do not guess', () => {
  const conclusions = [{ code: 'port-down', values: { device: 'sw-1', name: 'ge1' } }] as const;

  expect(aboutOf({ conclusions, looks: [ping(failed('timeout')), rtsp(failed('busy'))] })).toEqual([
    '',
    'stream (device busy)',
  ]);
});

test('a shortfall of a check that is answered is looked into as well', () => {
  const outcome = { ...well, degraded: { reason: 'disk', detail: 'one of two' } } as const;

  expect(aboutOf({ looks: [rtsp(outcome)] })).toEqual(['stream (disk trouble)']);
});

test('credentials that are missing are not explained a second time', () => {
  expect(aboutOf({ credentialsProblem: 'none', looks: [onvif(failed('internal'))] })).toEqual([]);
  expect(aboutOf({ looks: [onvif(failed('credentials'))] })).toEqual([]);
  expect(aboutOf({ looks: [onvif(failed('credentials'), { credentials: 'env:CAM' })] })).toEqual([
    'service (login refused)',
  ]);
});
