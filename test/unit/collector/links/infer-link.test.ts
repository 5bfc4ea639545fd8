import { describe, expect, test } from 'vitest';
import { judge } from '#collector/judge/judge.ts';
import { type Status, unknownStatus } from '#collector/judge/status.ts';
import { inferLink, type LinkStatus } from '#collector/links/infer-link.ts';
import { isContradicted } from '#collector/links/judge-port.ts';
import type { PortView } from '#collector/links/port-looks.ts';

/** Statuses after probes given as seconds of good ones and of failed ones, in the order of time. */
function statusOf(good: readonly number[], failed: readonly number[] = []): Status {
  const observations = [
    ...good.map((at) => ({ at, verdict: { state: 'up' } as const })),
    ...failed.map((at) => ({ at, verdict: { state: 'down', reason: 'timeout' } as const })),
  ].sort((a, b) => a.at - b.at);
  return observations.reduce(
    (status, { at, verdict }) => judge(status, { atMs: at * 1_000, verdict }, { confirm: 3 }).status,
    unknownStatus(0),
  );
}

/** A port after looks, each `[second, state]`. */
function portOf(...looks: readonly (readonly [number, PortView['state']])[]): PortView {
  const [lastAt = 0, state = 'unclear'] = looks.at(-1) ?? [];
  const contrary = looks.findLast(([, said]) => said !== state);
  const run = looks.filter(([at]) => at > (contrary?.[0] ?? -1));
  return {
    state,
    firstMs: (run[0]?.[0] ?? 0) * 1_000,
    ...(contrary && { afterMs: contrary[0] * 1_000 }),
    lastMs: lastAt * 1_000,
    lastEndMs: lastAt * 1_000,
    lastButOneMs: (looks.at(-2)?.[0] ?? lastAt) * 1_000,
    lastButOneEndMs: (looks.at(-2)?.[0] ?? lastAt) * 1_000,
    count: run.length,
    oper: state,
    isFresh: true,
  };
}

const link = { near: 'sw', behind: ['cam-1', 'cam-2'], interfaceName: 'sw#Gi0/1' };
const near = statusOf([10, 20, 30, 40, 50, 60, 70, 80]);
const wasUp: LinkStatus = { state: 'up', sinceMs: 10_000, afterMs: 10_000 };

function infer(
  states: { readonly [id: string]: Status },
  port: PortView | undefined,
  before: LinkStatus | 'none' = wasUp,
  one = link,
) {
  const change = inferLink(
    one,
    before === 'none' ? undefined : before,
    (id) => ({ sw: near, ...states })[id],
    100_000,
    port,
  );
  if (change === undefined || change === 'wait') return change;
  const { state, reason, afterMs, atMs } = change;
  return [state, reason, `(${afterMs / 1_000}, ${atMs / 1_000}]`].filter(Boolean).join(' ');
}

const well = { 'cam-1': statusOf([11, 21, 31]), 'cam-2': statusOf([12, 22, 32]) };
const silent = {
  'cam-1': statusOf([11, 21, 31], [41, 46, 51]),
  'cam-2': statusOf([12, 22, 32], [42, 47, 52]),
};

describe('a link whose port is down', () => {
  test('is down on the second look in a row, between the last look or answer before and the first', () => {
    expect(infer(well, portOf([30, 'up'], [35, 'down']))).toBeUndefined();
    expect(infer(well, portOf([30, 'up'], [35, 'down'], [40, 'down']))).toBe('down port-down (32, 35]');
  });

  test('is down on the first look where nothing behind answers any more', () => {
    expect(infer(silent, portOf([30, 'up'], [55, 'down']))).toBe('down port-down (32, 55]');
  });

  test('is not called down by a look at its port from before everything behind it fell', () => {
    const silentNear = { ...silent, sw: statusOf([10, 20, 30]) };

    expect(infer(silentNear, portOf([30, 'up'], [40, 'up']))).toBe('wait');
    expect(infer(silentNear, portOf([30, 'up'], [43, 'up']))).toBe('down unreachable (32, 41]');
  });

  test('says which port said so', () => {
    const port = portOf([30, 'up'], [35, 'down'], [40, 'down']);

    const change = inferLink(link, wasUp, (id) => ({ sw: near, ...well })[id], 0, port);

    expect(change).toMatchObject({ evidence: { interface: 'sw#Gi0/1', looks: 2, oper: 'down' } });
  });

  test('with no look before is down since nobody knows when, and no longer than its last state', () => {
    expect(infer({}, portOf([35, 'down'], [40, 'down']), wasUp, { ...link, behind: [] })).toBe(
      'down port-down (10, 35]',
    );
  });

  test('that was called down for its silence is so for its port from then on, and never the other way', () => {
    const unreachable: LinkStatus = { ...wasUp, state: 'down', reason: 'unreachable', sinceMs: 41_000 };
    expect(infer(silent, portOf([30, 'up'], [55, 'down'], [60, 'down']), unreachable)).toBe(
      'down port-down (32, 55]',
    );

    const portDown: LinkStatus = { ...unreachable, reason: 'port-down' };
    expect(infer(silent, portOf([30, 'up'], [55, 'down']), portDown)).toBeUndefined();
    expect(infer(silent, portOf([55, 'down'], [60, 'up']), portDown)).toBeUndefined();
    expect(infer(silent, undefined, portDown)).toBeUndefined();
  });

  test('is not believed once something behind answered, while anything answers', () => {
    const port = portOf([20, 'up'], [25, 'down'], [30, 'down'], [35, 'down']);

    expect(infer(well, port)).toBeUndefined();
    expect(infer(silent, portOf([20, 'up'], [25, 'down'], [50, 'down'], [60, 'down']))).toBe(
      'down port-down (32, 50]',
    );
  });

  test('comes up with the first answer behind it', () => {
    const portDown: LinkStatus = { state: 'down', reason: 'port-down', sinceMs: 35_000, afterMs: 32_000 };
    const back = { ...silent, 'cam-1': statusOf([11, 21, 31, 61], [41, 46, 51]) };

    expect(infer(back, portOf([35, 'down'], [40, 'down']), portDown)).toBe('up (51, 61]');
  });

  test('with one device behind it that stays silent is unknown once the port is up again', () => {
    const portDown: LinkStatus = { state: 'down', reason: 'port-down', sinceMs: 35_000, afterMs: 32_000 };
    const alone = { ...link, behind: ['cam-1'] };

    expect(infer(silent, portOf([40, 'down'], [60, 'up']), portDown, alone)).toBe(
      'unknown not-measured (40, 60]',
    );
  });

  test('says nothing while the near end itself is down', () => {
    const states = { ...silent, sw: statusOf([10, 20, 30], [40, 45, 50]) };

    expect(infer(states, portOf([30, 'up'], [35, 'down'], [40, 'down']))).toBe(
      'unknown near-end-down (30, 40]',
    );
  });

  test('says nothing any more when it was not looked at for too long', () => {
    const old = { ...portOf([10, 'up'], [15, 'down'], [20, 'down']), isFresh: false };

    expect(infer(well, old)).toBeUndefined();
  });
});

describe('a link whose near end says nothing', () => {
  const fallen: LinkStatus = { state: 'down', reason: 'unreachable', sinceMs: 41_000, afterMs: 32_000 };
  const nearUnknown = { ...unknownStatus(70_000), reason: 'stale' };

  test('is up all the same as soon as anything behind it answers', () => {
    const back = { ...silent, 'cam-1': statusOf([11, 21, 31, 61], [41, 46, 51]) };

    expect(infer({ ...back, sw: nearUnknown }, undefined, fallen)).toBe('up (51, 61]');
  });

  test.each([
    ['up', wasUp],
    ['down', fallen],
  ] as const)('is not %s any longer while all is silent behind it', (_state, before) => {
    expect(infer({ ...silent, sw: nearUnknown }, undefined, before)).toMatch(
      /^unknown not-measured .*, 70]$/,
    );
  });

  test('stays down while its port says so', () => {
    const portDown: LinkStatus = { ...fallen, reason: 'port-down' };

    expect(
      infer({ ...silent, sw: nearUnknown }, portOf([55, 'down'], [60, 'down']), portDown),
    ).toBeUndefined();
  });
});

describe('a link whose near end was down', () => {
  const nearDown: LinkStatus = {
    state: 'unknown',
    reason: 'near-end-down',
    sinceMs: 40_000,
    afterMs: 30_000,
  };
  const sw = statusOf([10, 20, 30, 60], [40, 45, 50]);

  test('is up from the first answer through it after that, and was unknown until then', () => {
    const missedOne = { sw, 'cam-1': statusOf([11, 21, 31], [41]), 'cam-2': statusOf([12, 22, 32], [42]) };
    expect(infer(missedOne, undefined, nearDown)).toBe('wait');

    const answered = { ...missedOne, 'cam-2': statusOf([12, 22, 32, 62], [42]) };
    expect(infer(answered, undefined, nearDown)).toBe('up (50, 62]');
  });
});

describe('a link whose port was switched off', () => {
  const off = portOf([30, 'up'], [35, 'off'], [40, 'off']);
  const switchedOff: LinkStatus = {
    state: 'unknown',
    reason: 'switched-off',
    sinceMs: 35_000,
    afterMs: 32_000,
  };

  test('is unknown, since nobody promised it', () => {
    expect(infer(well, off)).toBe('unknown switched-off (32, 35]');
    expect(infer(silent, off, switchedOff)).toBeUndefined();
  });

  test('stays so while nobody looks, however silent it is behind', () => {
    expect(infer(silent, undefined, switchedOff)).toBeUndefined();
    expect(infer(silent, { ...off, isFresh: false }, switchedOff)).toBeUndefined();
  });

  test('is down after it was switched on again and what is behind was probed since, from then on', () => {
    const on = portOf([40, 'off'], [60, 'up']);
    expect(infer(silent, on, switchedOff)).toBe('wait');

    const probedAgain = {
      'cam-1': statusOf([11, 21, 31], [41, 46, 51, 61]),
      'cam-2': statusOf([12, 22, 32], [42, 47, 52, 62]),
    };
    expect(infer(probedAgain, on, switchedOff)).toBe('down unreachable (40, 60]');
  });
});

describe('a link that only its port speaks for', () => {
  const bare = { ...link, behind: [] };

  test('is up while the port is, and unknown since the last look when that ends', () => {
    const up = portOf([20, 'up'], [30, 'up']);
    expect(infer({}, up, 'none', bare)).toBe('up (20, 20]');
    expect(infer({}, up, wasUp, bare)).toBeUndefined();

    expect(infer({}, { ...up, isFresh: false }, wasUp, bare)).toBe('unknown not-measured (10, 30]');
  });

  test('is unknown once the port says neither up nor down, twice', () => {
    expect(infer({}, portOf([20, 'up'], [30, 'unclear']), wasUp, bare)).toBeUndefined();
    expect(infer({}, portOf([20, 'up'], [30, 'unclear'], [40, 'unclear']), wasUp, bare)).toBe(
      'unknown not-measured (20, 30]',
    );
  });

  test('stays what it was until its port was looked at after a restart', () => {
    const unseen = { ...portOf([90, 'unclear']), count: 0 };

    expect(infer({}, unseen, wasUp, bare)).toBeUndefined();
    expect(infer({}, unseen, wasUp)).toBe('wait');
  });

  test('comes up between the looks that disagree', () => {
    const down: LinkStatus = { state: 'down', reason: 'port-down', sinceMs: 15_000, afterMs: 10_000 };

    expect(infer({}, portOf([20, 'down'], [30, 'up']), down, bare)).toBe('up (20, 30]');
  });
});

describe('a port at odds with what is behind it', () => {
  test('is one that something answered from between two looks that found it down', () => {
    const port = portOf([20, 'up'], [25, 'down'], [35, 'down']);

    expect(isContradicted(port, Object.values(well))).toBe(true);
  });

  test('needs one answer between them, whatever others said later, or was known at the look before', () => {
    const port = portOf([20, 'up'], [25, 'down'], [35, 'down']);
    const late = Object.values(well).map((status) => ({ ...status, lastAnswerMs: 36_000 }));
    const [one, ...others] = Object.values(well);

    expect(isContradicted(port, late)).toBeUndefined();
    expect(
      isContradicted(port, [...others.map((status) => ({ ...status, lastAnswerMs: 36_000 })), one]),
    ).toBe(true);
    expect(isContradicted(port, late, 26_000)).toBe(true);
    expect(isContradicted(port, late, 24_000)).toBeUndefined();
    expect(isContradicted(port, late, 25_000)).toBeUndefined();
    expect(isContradicted(port, late, 35_000)).toBe(true);
  });

  test.each([
    ['whose light is on', portOf([20, 'down'], [30, 'up']), well, false],
    ['that went down after the last answer', portOf([20, 'up'], [40, 'down'], [45, 'down']), well, undefined],
    ['behind which all fell silent', portOf([20, 'up'], [40, 'down'], [45, 'down']), silent, false],
    ['that was seen once', portOf([25, 'down']), well, undefined],
  ] as const)('is not one %s', (_name, port, states, expected) => {
    expect(isContradicted(port, Object.values(states))).toBe(expected);
  });
});

describe('at one and the same instant', () => {
  const nearDown: LinkStatus = {
    state: 'unknown',
    reason: 'near-end-down',
    sinceMs: 40_000,
    afterMs: 30_000,
  };
  const sw = statusOf([10, 20, 30, 60], [40, 45, 50]);
  const upSince = (since: number, answer: number): Status => ({
    ...statusOf([since, answer]),
    lastAnswerMs: answer * 1_000,
    answeredMs: answer * 1_000 + 500,
  });

  test('an answer that was sent as the near end came back counts', () => {
    const states = { sw, 'cam-1': upSince(20, 60), 'cam-2': statusOf([12], [42]) };

    expect(infer(states, undefined, nearDown)).toBe('up (50, 60.5]');
  });

  test('what is up since then is the edge, and not a later answer of it', () => {
    const states = { sw, 'cam-1': upSince(60, 70), 'cam-2': statusOf([12], [42]) };

    expect(infer(states, undefined, nearDown)).toBe('up (50, 60]');
  });

  test('a fall as the near end came back is bounded by who fell, and not by the near end', () => {
    const states = {
      sw: statusOf([10, 20, 30, 60, 71], [40, 45, 50]),
      'cam-1': statusOf([11, 57], [60, 65, 70]),
      'cam-2': statusOf([12, 56], [60, 66, 70]),
    };

    expect(infer(states, undefined, nearDown)).toBe('down unreachable (57, 60]');
  });

  test('what was probed as the way came back was probed since', () => {
    const states = {
      sw: statusOf([10, 20, 30, 62], [40, 45, 50]),
      'cam-1': statusOf([11, 31], [41, 46, 62]),
      'cam-2': statusOf([12, 32], [42, 47, 62]),
    };

    expect(infer(states, undefined, nearDown)).toBe('down unreachable (50, 62]');
  });

  test('an answer of the near end as the last of them fell says that it was well then', () => {
    const fallen = { 'cam-1': statusOf([11, 31], [41, 46, 51]), 'cam-2': statusOf([12, 32], [42, 47, 52]) };

    expect(infer({ ...fallen, sw: statusOf([10, 42]) }, undefined)).toBe('down unreachable (32, 41]');
    expect(infer({ ...fallen, sw: statusOf([10, 41.999]) }, undefined)).toBe('wait');
  });

  test('what was silent when it was first asked was not seen to fall', () => {
    const states = { 'cam-1': statusOf([], [41, 46, 51]), 'cam-2': statusOf([12, 32], [42, 47, 52]) };

    expect(infer(states, undefined)).toBe('unknown not-measured (32, 42]');
  });

  test('one that fell at the last answer of another fell together with it', () => {
    const states = { 'cam-1': statusOf([11, 31], [41, 46, 51]), 'cam-2': statusOf([12, 41], [47, 52, 57]) };

    expect(infer(states, undefined)).toBe('down unreachable (41, 41]');
  });

  test('of two that are up since then the first names the edge', () => {
    const down: LinkStatus = { state: 'down', reason: 'unreachable', sinceMs: 41_000, afterMs: 32_000 };
    const states = {
      'cam-1': statusOf([11, 61], [41, 46, 51]),
      'cam-2': statusOf([12, 61], [42, 47, 52]),
    };

    expect(infer(states, undefined, down)).toBe('up (51, 61]');
  });

  test('a port without a look before its first one is bounded by what was on record', () => {
    expect(infer(silent, portOf([55, 'down'], [60, 'down']), undefined, { ...link, behind: [] })).toBe(
      'down port-down (10, 55]',
    );
  });

  test('an answer at the first look at a dark port does not interrupt the looks', () => {
    const answering = { 'cam-1': statusOf([11, 35]), 'cam-2': statusOf([12, 22]) };

    expect(infer(answering, portOf([30, 'up'], [35, 'down'], [40, 'down']))).toBe('down port-down (10, 35]');
  });

  test('an answer at the last look at a dark port leaves that to silence', () => {
    const states = { 'cam-1': statusOf([11, 40], [41, 46, 51]), 'cam-2': silent['cam-2'] };
    const port = portOf([30, 'up'], [35, 'down'], [40, 'down']);

    expect(infer(states, port)).toBe('down unreachable (40, 41]');
  });

  test('of looks after an answer one at its instant is none', () => {
    const states = { 'cam-1': statusOf([11, 40], [41, 46, 51]), 'cam-2': silent['cam-2'] };
    const port = portOf([30, 'up'], [35, 'down'], [40, 'down'], [50, 'down']);

    expect(infer(states, port)).toBe('down port-down (40, 50]');
  });

  test('nothing behind was lost later than the last of them: since then nobody knows', () => {
    const states = { 'cam-1': statusOf([10], [20, 21, 22]), 'cam-2': statusOf([9], [20, 21, 23]) };
    const one = { ...link, behind: ['cam-1'] };

    expect(infer(states, undefined, { ...wasUp, sinceMs: 20_000, afterMs: 15_000 }, one)).toBe(
      'unknown not-measured (15, 20]',
    );
  });
});
