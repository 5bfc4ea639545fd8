import { describe, expect, test } from 'vitest';
import { judge, judgeStale } from '#collector/judge/judge.ts';
import { type Status, unknownStatus } from '#collector/judge/status.ts';
import { createLinkInference, type LinkInference } from '#collector/links/link-inference.ts';
import { finish } from '#core/host/in-slices.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

/** A ward router behind `link:core`; three cameras behind it on `link:ward`, one more on a line of its own. */
const inventory = inventoryOf({
  devices: [
    device({ id: 'router', kind: 'router', upstreams: [['link:core']] }),
    device({ id: 'cam-1', upstreams: [['link:ward']] }),
    device({ id: 'cam-2', upstreams: [['link:ward']] }),
    device({ id: 'cam-3', upstreams: [['link:ward']] }),
    device({ id: 'lone', upstreams: [['link:line']] }),
    device({ id: 'dual', upstreams: [['link:ward'], ['link:line']] }),
  ],
  links: [
    link({ id: 'core' }),
    link({ id: 'ward', near: 'device:router' }),
    link({ id: 'line', near: 'device:router' }),
  ],
});

/** An inference that does at once what it may do in slices. */
function inferLinks(...given: Parameters<typeof createLinkInference>) {
  const links = finish(createLinkInference(...given));
  const review = (...asked: Parameters<LinkInference['review']>) => finish(links.review(...asked));
  return { ...links, review };
}

/** Statuses after probes given as `atSeconds` of good ones and of failed ones. */
function statusOf({
  good = [],
  failed = [],
}: {
  good?: readonly number[];
  failed?: readonly number[];
}): Status {
  const observations = [
    ...good.map((at) => ({ at, verdict: { state: 'up' } as const })),
    ...failed.map((at) => ({ at, verdict: { state: 'down', reason: 'timeout' } as const })),
  ].sort((a, b) => a.at - b.at);
  return observations.reduce(
    (status, { at, verdict }) => judge(status, { atMs: at * 1_000, verdict }, { confirm: 3 }).status,
    unknownStatus(0),
  );
}

const NOW_MS = 100_000;
const allDevices = [...inventory.devices.keys()];

function infer(states: Record<string, Status>, before = inferLinks(inventory, () => true, new Map())) {
  const changes = before.review({ devices: allDevices }, (id) => states[id], NOW_MS);
  return changes.map(
    ({ entity, state, afterMs, atMs }) => `${entity} ${state} (${afterMs / 1_000}, ${atMs / 1_000}]`,
  );
}

const well = statusOf({ good: [10, 20, 30] });
const allWell = { router: well, 'cam-1': well, 'cam-2': well, 'cam-3': well, lone: well, dual: well };

const cut = {
  router: statusOf({ good: [10, 20, 30, 40, 50, 60, 70] }),
  'cam-1': statusOf({ good: [11, 21, 31], failed: [41, 46, 51] }),
  'cam-2': statusOf({ good: [14, 24, 34], failed: [44, 49, 54] }),
  'cam-3': statusOf({ good: [9, 19, 29], failed: [39, 44, 49] }),
  lone: well,
  dual: well,
};

describe('a link', () => {
  test('is up while anything behind it answers', () => {
    expect(infer(allWell)).toEqual([
      'link:core up (10, 10]',
      'link:ward up (10, 10]',
      'link:line up (10, 10]',
    ]);
  });

  test('is down since after the last good and not later than the first failed probe behind it', () => {
    expect(infer(cut)).toContain('link:ward down (34, 39]');
  });

  test('says what the inference rests on', () => {
    const links = inferLinks(inventory, () => true, new Map());

    const change = links
      .review({ devices: allDevices }, (id) => cut[id as keyof typeof cut], NOW_MS)
      .find((one) => one.state === 'down');

    expect(change).toMatchObject({
      entity: 'link:ward',
      indicator: 'reach',
      reason: 'unreachable',
      evidence: {
        inferred: true,
        near: 'router',
        silent: 3,
        fellTogether: 3,
        witnesses: ['cam-1', 'cam-2', 'cam-3'],
      },
    });
  });

  test('waits until the near end was probed after the fall', () => {
    const states = { ...cut, router: statusOf({ good: [10, 20, 30] }) };
    const links = inferLinks(inventory, () => true, new Map());
    expect(infer(states, links)).not.toContain('link:ward down (34, 39]');

    // The next release brings the router's probe and no change of any device.
    const changes = links.review(
      { devices: [] },
      (id) => ({ ...states, router: cut.router })[id as keyof typeof cut],
      NOW_MS,
    );

    expect(changes).toMatchObject([{ entity: 'link:ward', state: 'down' }]);
  });

  test('is unknown while its near end is down, and the link before that takes the blame', () => {
    const states = {
      ...cut,
      router: statusOf({ good: [10, 20, 30], failed: [40, 45, 50] }),
      lone: statusOf({ good: [12, 22, 32], failed: [42, 47, 52] }),
      dual: statusOf({ good: [12, 22, 32], failed: [42, 47, 52] }),
    };

    expect(infer(states)).toEqual([
      'link:core down (34, 39]',
      'link:ward unknown (30, 40]',
      'link:line unknown (30, 40]',
    ]);
  });

  test('is not called down by probes from before its near end came back', () => {
    const links = inferLinks(inventory, () => true, new Map());
    const silent = { ...cut, lone: well, dual: well };
    infer({ ...silent, router: statusOf({ good: [10, 20, 30], failed: [40, 45, 50] }) }, links);
    const router = statusOf({ good: [10, 20, 30, 60], failed: [40, 45, 50] });

    expect(infer({ ...silent, router }, links)).toEqual([]);
    const lone = statusOf({ good: [10, 20, 30, 62] });
    expect(infer({ ...silent, router, lone }, links)).toEqual(['link:line up (50, 62]']);

    const probedAgain = {
      'cam-1': statusOf({ good: [11, 21, 31], failed: [41, 46, 51, 61] }),
      'cam-2': statusOf({ good: [14, 24, 34], failed: [44, 49, 54, 64] }),
      'cam-3': statusOf({ good: [9, 19, 29], failed: [39, 44, 49, 69] }),
    };
    expect(infer({ ...silent, ...probedAgain, router }, links)).toEqual(['link:ward down (50, 60]']);
  });

  test('is judged by those that are watched: a retired device behind it does not count', () => {
    const links = inferLinks(inventory, () => true, new Map());
    const { 'cam-3': _retired, ...watched } = cut;

    const changes = links.review(
      { devices: allDevices },
      (id) => watched[id as keyof typeof watched],
      NOW_MS,
    );

    expect(changes).toContainEqual(
      expect.objectContaining({ entity: 'link:ward', state: 'down', atMs: 41_000, afterMs: 34_000 }),
    );
  });

  test('is not judged by a single device: that says as much about the device', () => {
    const states = { ...allWell, lone: statusOf({ good: [10, 20, 30], failed: [40, 45, 50] }) };

    expect(infer(states)).toEqual(['link:core up (10, 10]', 'link:ward up (10, 10]']);
  });

  test('is not blamed when devices fell one after the other', () => {
    const states = {
      ...cut,
      'cam-2': statusOf({ good: [4], failed: [14, 19, 24] }),
      'cam-3': statusOf({ good: [9], failed: [29, 34, 39] }),
      'cam-1': statusOf({ good: [11, 21, 31, 41, 51], failed: [61, 66, 71] }),
    };

    expect(infer(states).filter((line) => line.includes('ward'))).toEqual([]);
  });

  test('is not dated by a device that was never seen to answer', () => {
    const states = { ...cut, 'cam-3': statusOf({ failed: [60, 65, 70] }) };

    expect(infer(states)).toContain('link:ward down (34, 41]');
  });

  test('is not blamed where fewer than two were seen to fall', () => {
    const states = {
      ...cut,
      'cam-2': statusOf({ failed: [44, 49, 54] }),
      'cam-3': statusOf({ failed: [39, 44, 49] }),
    };

    expect(infer(states).filter((line) => line.includes('ward'))).toEqual([]);
  });

  test('comes up with the first device behind it that answers', () => {
    const links = inferLinks(inventory, () => true, new Map());
    infer(cut, links);

    const mended = {
      ...cut,
      'cam-1': statusOf({ good: [11, 21, 31, 81], failed: [41, 46, 51, 61, 71] }),
      'cam-2': statusOf({ good: [14, 24, 34, 79], failed: [44, 49, 54, 64, 74] }),
    };

    expect(infer(mended, links)).toEqual(['link:ward up (74, 79]']);
  });

  test('is looked at again when others stand behind it than before', () => {
    const moved = inventoryOf({
      devices: [
        device({ id: 'router', upstreams: [['link:core']] }),
        device({ id: 'lone', upstreams: [['link:ward']] }),
      ],
      links: [...inventory.links.values()],
    });
    const initial = new Map([
      ['ward', { state: 'down', reason: 'unreachable', sinceMs: 5_000, afterMs: 4_000 }],
    ] as const);
    const links = inferLinks(moved, () => true, initial);

    const changes = links.review({ devices: [] }, (id) => allWell[id as keyof typeof allWell], NOW_MS);

    expect(changes).toContainEqual(
      expect.objectContaining({ entity: 'link:ward', state: 'up', atMs: 10_000 }),
    );
  });

  test('a device with another way to the collector is no witness', () => {
    const states = { ...cut, dual: statusOf({ good: [13, 23, 33, 43, 53] }) };

    expect(infer(states)).toContain('link:ward down (34, 39]');
  });

  test('is unknown once nothing is known of anything behind it', () => {
    const links = inferLinks(inventory, () => true, new Map());
    infer(allWell, links);
    const stale = judgeStale(well, 30_000, 10_000).status;
    const { 'cam-3': _paused, ...watched } = { ...allWell, 'cam-1': stale, 'cam-2': stale };

    expect(infer(watched, links)).toEqual(['link:ward unknown (10, 100]']);
    expect(infer({ ...allWell, 'cam-1': stale, 'cam-2': stale, lone: stale }, links)).toEqual([
      'link:ward up (100, 100]',
      'link:line unknown (10, 50]',
    ]);
  });

  test('does not stay up on no evidence: where the only device behind it is silent, it is unknown', () => {
    const links = inferLinks(inventory, () => true, new Map());
    infer(allWell, links);
    const silent = { ...allWell, lone: statusOf({ good: [10, 20, 30], failed: [40, 45, 50] }) };

    expect(infer(silent, links)).toEqual(['link:line unknown (30, 40]']);
    expect(infer(silent, links)).toEqual([]);

    const back = statusOf({ good: [10, 20, 30, 60], failed: [40, 45, 50] });
    expect(infer({ ...silent, lone: back }, links)).toEqual(['link:line up (50, 60]']);
  });

  test('that is gone, or that nothing watched stands behind any more, does not stay what it was', () => {
    const down = { state: 'down', sinceMs: 10_000, afterMs: 9_000 } as const;
    const before = new Map([
      ['ward', down],
      ['line', down],
      ['gone', down],
    ]);
    const links = inferLinks(inventory, (id) => id !== 'lone', before);

    const changes = links.closeUnwitnessed(50_000);

    const edges = {
      indicator: 'reach',
      state: 'unknown',
      reason: 'not-measured',
      afterMs: 10_000,
      atMs: 50_000,
    };
    expect(changes).toEqual([
      { entity: 'link:line', ...edges },
      { entity: 'link:gone', ...edges },
    ]);
    expect([...links.statuses()].map(([id, { state }]) => `${id} ${state}`)).toEqual([
      'ward down',
      'line unknown',
    ]);
  });

  test('goes on from what the ledger has on record', () => {
    const recorded = new Map([['ward', { state: 'up', sinceMs: 10_000, afterMs: 10_000 } as const]]);

    expect(
      infer(
        allWell,
        inferLinks(inventory, () => true, recorded),
      ),
    ).toEqual(['link:core up (10, 10]', 'link:line up (10, 10]']);
  });
});

describe('a link with a port', () => {
  const port = (state: 'up' | 'down', looks: readonly number[]) => ({
    state,
    firstMs: (looks[0] ?? 0) * 1_000,
    lastMs: (looks.at(-1) ?? 0) * 1_000,
    lastEndMs: (looks.at(-1) ?? 0) * 1_000,
    lastButOneMs: (looks.at(-2) ?? 0) * 1_000,
    lastButOneEndMs: (looks.at(-2) ?? 0) * 1_000,
    count: looks.length,
    isFresh: true,
  });
  const measured = inventoryOf({
    devices: [...inventory.devices.values()],
    links: [link({ id: 'ward', near: 'device:router', interface: { device: 'router', name: 'Gi0/1' } })],
  });
  const reachOf = (states: Record<string, Status>) => (id: string) => states[id];

  test('is looked at again when its port has news', () => {
    let seen = port('up', [30]);
    const links = inferLinks(
      measured,
      () => true,
      new Map(),
      () => seen,
    );
    links.review({ devices: allDevices }, reachOf(allWell), NOW_MS);
    seen = port('down', [35, 40]);

    expect(links.review({ devices: [] }, reachOf(allWell), NOW_MS)).toEqual([]);
    expect(links.review({ devices: [], links: ['ward'] }, reachOf(allWell), NOW_MS)).toMatchObject([
      { entity: 'link:ward', state: 'down', reason: 'port-down', atMs: 35_000 },
    ]);
    expect([...links.live()]).toMatchObject([{ entity: 'link:ward', indicator: 'reach', state: 'down' }]);
    expect(links.liveOf('ward')?.reason).toBe('port-down');
  });

  test('is compared with what is behind it', () => {
    const links = inferLinks(
      measured,
      () => true,
      new Map(),
      () => port('down', [20, 25, 35]),
    );

    expect(links.compare(['ward', 'unheard-of'], reachOf(allWell))).toEqual([
      {
        entity: 'link:ward',
        code: 'contradiction',
        subject: 'port',
        isPresent: true,
        atMs: 35_000,
        values: { interface: 'router#Gi0/1', port: 'down' },
      },
    ]);
  });

  test('is at odds with devices that always answer just after it was looked at', () => {
    let looks = [20];
    const links = inferLinks(
      measured,
      () => true,
      new Map(),
      () => port('down', looks),
    );
    const compareAt = (lastLook: number) => {
      looks = [...looks, lastLook];
      const answering = Object.entries(allWell).map(([id, status]) => [
        id,
        { ...status, lastAnswerMs: lastLook * 1_000 + 1 },
      ]);
      return links
        .compare(['ward'], reachOf(Object.fromEntries(answering)))
        .map(({ isPresent }) => isPresent);
    };

    expect([30, 40, 50].map(compareAt)).toEqual([[], [true], [true]]);
  });

  test('is not closed because nothing watched stands behind it', () => {
    const up = { state: 'up', sinceMs: 10_000, afterMs: 9_000 } as const;
    const before = new Map([['ward', up]]);

    const withPort = inferLinks(
      measured,
      () => false,
      before,
      () => port('up', [30]),
    );
    const without = inferLinks(measured, () => false, before);

    expect(withPort.closeUnwitnessed(50_000)).toEqual([]);
    expect(without.closeUnwitnessed(50_000)).toHaveLength(1);
  });
});
