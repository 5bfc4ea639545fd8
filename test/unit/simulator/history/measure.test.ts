import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '#core/time/units.ts';
import { createGapFinder, type Gap } from '#simulator/history/gaps.ts';
import { awaitProofs, recordProof } from '#simulator/history/measure.ts';
import { buildNetwork, type Member } from '#simulator/history/network.ts';
import { applyTurn } from '#simulator/history/turns.ts';
import { SLOW_PROFILES, WATCHED_SINCE_MS, watched } from '../../../support/history.ts';
import { smallCity } from '../../../support/small-city.ts';

const NO_GAPS = createGapFinder([]);

function aCamera(): Member {
  const network = buildNetwork({
    inventory: watched(smallCity(1)),
    profiles: SLOW_PROFILES,
    atMs: WATCHED_SINCE_MS + 1,
  });
  const member = network.members.get('device:cam-1-1');
  if (!member) throw new Error('expected cam-1-1');
  return member;
}

/** The proofs of what a turn makes true, less what does not matter here. */
function proofsOf(
  member: Member,
  what: 'break' | 'mend' | 'unasked' | 'unwatch',
  atMs: number,
  gaps: readonly Gap[] = [],
) {
  applyTurn({ atMs, member, what });
  return [...awaitProofs(member, atMs, createGapFinder(gaps))];
}

function seen(member: Member, atMs: number): void {
  for (const proof of awaitProofs(member, atMs, NO_GAPS)) recordProof(proof);
}

describe('the edges of a change', () => {
  test('lie at the last good probe before a fault and at the first failed one after it', () => {
    const camera = aCamera();
    seen(camera, minutes(100));
    const [check] = camera.checks;
    const phaseMs = check?.phaseMs ?? 0;
    const faultMs = minutes(200) + phaseMs + 1;

    const [proof] = proofsOf(camera, 'break', faultMs);

    expect(proof).toMatchObject({
      afterMs: minutes(200) + phaseMs,
      atMs: minutes(201) + phaseMs,
      provenMs: minutes(201) + phaseMs + 2 * seconds(5) + seconds(1),
    });
  });

  test('a fault that is over before it is confirmed leaves nothing on record', () => {
    const camera = aCamera();
    seen(camera, minutes(100));

    const [down] = proofsOf(camera, 'break', minutes(200));
    const up = proofsOf(camera, 'mend', minutes(200) + seconds(30));

    expect(up).toEqual([]);
    expect(down && recordProof(down)).toBeUndefined();
  });

  test('one answer is enough for it to be up again', () => {
    const camera = aCamera();
    seen(camera, minutes(100));
    const phaseMs = camera.checks[0]?.phaseMs ?? 0;
    for (const proof of proofsOf(camera, 'break', minutes(200))) recordProof(proof);

    const [up] = proofsOf(camera, 'mend', minutes(300) + phaseMs);

    expect(up).toMatchObject({
      afterMs: minutes(299) + phaseMs,
      atMs: minutes(300) + phaseMs,
      provenMs: minutes(300) + phaseMs + seconds(1),
    });
  });

  test('what happens while nobody sees is dated after the last probe before and at the first one after', () => {
    const camera = aCamera();
    seen(camera, minutes(100));
    const phaseMs = camera.checks[0]?.phaseMs ?? 0;
    const gap: Gap = { fromMs: minutes(200) + phaseMs, toMs: minutes(230) + phaseMs, end: 'blind' };

    const [proof] = proofsOf(camera, 'break', minutes(210), [gap]);

    expect(proof).toMatchObject({ afterMs: minutes(199) + phaseMs, atMs: minutes(230) + phaseMs });
  });

  test('a probe that was lost at the very end of a gap proves nothing', () => {
    const camera = aCamera();
    seen(camera, minutes(100));
    const phaseMs = camera.checks[0]?.phaseMs ?? 0;
    const gap: Gap = { fromMs: minutes(200), toMs: minutes(230) + phaseMs + seconds(5), end: 'blind' };

    const [proof] = proofsOf(camera, 'break', minutes(229) + phaseMs + 1, [gap]);

    expect(proof).toMatchObject({ atMs: minutes(231) + phaseMs });
  });

  test('a device that is no longer asked is stale after two intervals', () => {
    const camera = aCamera();
    seen(camera, minutes(100));
    const phaseMs = camera.checks[0]?.phaseMs ?? 0;

    const [proof] = proofsOf(camera, 'unasked', minutes(200) + phaseMs + 1);

    expect(proof && recordProof(proof)).toMatchObject({
      state: 'unknown',
      reason: 'stale',
      afterMs: minutes(200) + phaseMs,
      atMs: minutes(202) + phaseMs,
    });
  });

  test('a device that is retired is not measured from that very instant', () => {
    const camera = aCamera();
    seen(camera, minutes(100));

    const [proof] = proofsOf(camera, 'unwatch', minutes(200) + 123);

    expect(proof && recordProof(proof)).toMatchObject({ reason: 'not-measured', atMs: minutes(200) + 123 });
  });
});
