import { describe, expect, test } from 'vitest';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { SEVERITIES } from '#ledger/record/incidents/incident-event.ts';
import { hoursOf } from '#test/support/alert-recipients.ts';
import { playNight } from '#test/support/played-night.ts';

// Nights begin at 22:00. Each goes the whole way: rows of a ledger, incidents, who is told, outbox, delivery, message.

describe('one cause, one message', () => {
  test('a fibre is cut: its carrier, and whoever misses cameras behind it', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, cut: fibre }
      - { at: 70m, restore: fibre }`);

    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:10', '22:12').saying('4/5 cameras lost', 'Ward 1', 'link fibre');
      expectMail(to).between('23:10', '23:11').saying('Resolved: link fibre', 'after 1 hour');
    }
    // Not whoever keeps the switch or the cameras: they are well.
    expectNothingElse();
  });

  test('a switch restarts: whoever keeps it, and not the carrier of its line', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, fail: switch }
      - { at: 13m, restore: switch }`);

    for (const to of ['keeper', 'police', 'dost']) {
      expectMail(to)
        .between('22:10', '22:12')
        .saying('4/5 cameras lost', /· switch$/);
      expectMail(to).between('22:13', '22:14').saying('Resolved: switch ', 'after 3 minutes');
    }
    expectNothingElse();
  });

  test('the cameras behind a line are found down before the line: still it alone is told of', async () => {
    const { expectMail, expectNothingElse, fallen } = await playNight(`
      - { at: 10m20s, cut: fibre }
      - { at: 40m, restore: fibre }`);

    expect(fallen.indexOf('fibre')).toBeGreaterThan(2);
    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:10', '22:12').saying('cameras lost', 'link fibre');
      expectMail(to).between('22:40', '22:41').saying('Resolved: link fibre');
    }
    expectNothingElse();
  });

  test('a ward loses its power, and nothing is known of what its cameras hang on', async () => {
    const { expectMail, expectNothingElse } = await playNight(
      `
      - { at: 10m, power-cut: w2, for: 2h }`,
      { length: '90m' },
    );

    for (const to of ['police', 'pole-keeper']) {
      expectMail(to).between('22:10', '22:12').saying('6/6 cameras lost', 'Ward 2', 'probably one cause');
    }
    expectNothingElse();
  });

  test('one of two legs is cut: its carrier is told that another way holds, and nobody of cameras', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, cut: leg-a }
      - { at: 70m, restore: leg-a }`);

    expectMail('carrier-a')
      .between('22:10', '22:12')
      .saying(/^\[camwatch\] Degraded: link leg-a/, 'another way holds');
    expectMail('carrier-a').between('23:10', '23:11').saying('Resolved: link leg-a');
    expectNothingElse();
  });

  test('the other leg follows: it took the cameras along', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, cut: leg-a }
      - { at: 30m, cut: leg-b }
      - { at: 70m, restore: [leg-a, leg-b] }`);

    expectMail('carrier-a').between('22:10', '22:12').saying('Degraded: link leg-a');
    for (const to of ['carrier-b', 'dost']) {
      expectMail(to).between('22:30', '22:32').saying('2/2 cameras lost', 'link leg-b');
      expectMail(to).between('23:10', '23:11').saying('Resolved: link leg-b');
    }
    expectMail('carrier-a').between('23:10', '23:11').saying('Resolved: link leg-a');
    expectNothingElse();
  });
});

describe('a root with nothing above it', () => {
  test('the core fails: messages are out a quarter of a minute after it was confirmed, not a wait later', async () => {
    const { expectMail, expectNothingElse, confirmedMs } = await playNight(
      `
      - { at: 10m, fail: core }
      - { at: 70m, restore: core }`,
      { askedEvery: '10s' },
    );

    for (const to of ['police', 'dost']) {
      expectMail(to).within(confirmedMs('core'), seconds(15)).saying('6/7 cameras lost', 'router core');
      expectMail(to).between('23:10', '23:12').saying('Resolved: router core');
    }
    expectNothingElse();
  });

  test('what is behind it is asked seldom: how many hang on it is told first, how many are down soon after', async () => {
    const { expectMail, expectNothingElse, confirmedMs, night } = await playNight(`
      - { at: 10m, fail: core }
      - { at: 70m, restore: core }`);

    for (const to of ['police', 'dost']) {
      expectMail(to)
        .within(confirmedMs('core'), seconds(25))
        .saying(/6 cameras hang on it, [1-5] found down so far/, 'router core');
      expectMail(to).within(confirmedMs('core'), seconds(75)).saying('Grew: 6/7 cameras lost', 'router core');
      expectMail(to).between('23:10', '23:12').saying('Resolved: router core');
    }
    expectNothingElse();
    expect(night.incidents).toBe(1);
  });
});

describe('more than one cause', () => {
  test('two in one ward within half a minute: each to whom it concerns', async () => {
    const { expectMail, expectNothingElse, night } = await playNight(`
      - { at: 10m, cut: fibre }
      - { at: 10m20s, fail: alone }
      - { at: 60m, restore: fibre }
      - { at: 120m, restore: alone }`);

    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:10', '22:12').saying('4/5 cameras lost', 'link fibre');
    }
    expectMail('dost').between('22:10', '22:12').saying('Down: camera alone');
    expectMail('pole-keeper').between('22:10', '22:12').saying('Down: camera alone');
    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('23:00', '23:01').saying('Resolved: link fibre');
    }
    expectMail('dost').between('00:00', '00:01').saying('Resolved: camera alone', 'after 1 hour 49 minutes');
    expectMail('pole-keeper').between('00:00', '00:01').saying('Resolved: camera alone');
    expectNothingElse();
    expect(night.incidents).toBe(2);
  });

  test('the line is back and one camera stays down: it goes its own way, to whoever keeps it', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, cut: fibre }
      - { at: 20m, fail: dost-1 }
      - { at: 40m, restore: fibre }
      - { at: 120m, restore: dost-1 }`);

    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:10', '22:12').saying('4/5 cameras lost', 'link fibre');
    }
    expectMail('dost').between('22:40', '22:42').saying('Down: camera dost-1');
    expectMail('pole-keeper').between('22:40', '22:42').saying('Down: camera dost-1');
    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:40', '22:42').saying('Resolved: link fibre', 'after 30 minutes');
    }
    expectMail('dost').between('00:00', '00:01').saying('Resolved: camera dost-1');
    expectMail('pole-keeper').between('00:00', '00:01').saying('Resolved: camera dost-1');
    expectNothingElse();
  });

  test('a camera that flaps is told of until it is known to flap, and once more when it has been quiet', async () => {
    const { expectMail, expectNothingElse, night } = await playNight(`
      - { at: 10m, flap: alone, times: 8, every: 6m }`);

    for (const to of ['dost', 'pole-keeper']) {
      expectMail(to).between('22:10', '22:12').saying('Down: camera alone');
      for (const [back, again] of [
        ['22:13', '22:17'],
        ['22:19', '22:23'],
        ['22:25', '22:29'],
      ] as const) {
        expectMail(to).between(back, back).saying('Resolved: camera alone');
        expectMail(to).between(again, again).saying('Again: down: camera alone');
      }
      // Four more outages, and an hour of quiet.
      expectMail(to).between('23:55', '23:56').saying('Resolved: camera alone');
    }
    expectNothingElse();
    expect(night.incidents).toBe(1);
  });
});

describe('what nobody is told of at once', () => {
  test('a blind collector tells of itself, and of what it missed when it sees again', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, blind: 10m }
      - { at: 12m, cut: fibre }
      - { at: 60m, restore: fibre }`);

    expectMail('noc').between('22:12', '22:13').saying('Collector main is blind');
    expectMail('noc').between('22:20', '22:20').saying('Resolved: collector main', 'after 10 minutes');
    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:20', '22:22').saying('4/5 cameras lost', 'link fibre');
      expectMail(to).between('23:00', '23:01').saying('Resolved: link fibre');
    }
    expectNothingElse();
  });

  test('planned work is silent as long as it was announced for', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 0s, maintenance: fibre, from: 10m, to: 70m }
      - { at: 12m, cut: fibre }
      - { at: 100m, restore: fibre }`);

    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to)
        .between('23:10', '23:10')
        .saying('Planned work is over', '4/5 cameras lost', 'link fibre');
      expectMail(to).between('23:40', '23:41').saying('Resolved: link fibre', 'after 1 hour 28 minutes');
    }
    expectNothingElse();
  });

  test('planned work that ends in time is never told of', async () => {
    const { expectNothingElse, night } = await playNight(`
      - { at: 0s, maintenance: fibre, from: 10m, to: 70m }
      - { at: 12m, cut: fibre }
      - { at: 60m, restore: fibre }`);

    expectNothingElse();
    expect(night.incidents).toBe(1);
  });

  test('who reads mail in office hours has one digest in the morning', async () => {
    const office = { hours: [hoursOf('08:00-17:00')], always: [] };
    const { expectMail, expectNothingElse, night } = await playNight(
      `
      - { at: 10m, fail: alone }
      - { at: 20m, fail: far-1 }
      - { at: 3h, restore: alone }`,
      { change: (one) => (one.id === 'dost' ? { ...one, ...office } : one) },
    );

    expectMail('pole-keeper').between('22:10', '22:12').saying('Down: camera alone');
    expectMail('pole-keeper').between('22:20', '22:22').saying('Down: camera far-1');
    expectMail('pole-keeper').between('01:00', '01:01').saying('Resolved: camera alone');
    expectMail('dost').between('08:00', '08:00').saying('2 incidents');
    expectNothingElse();
    expect(night.messages.at(-1)?.way).toBe('digest');
  });
});

describe('nobody acknowledges', () => {
  const toNoc = { afterMs: minutes(15), to: 'noc', severities: SEVERITIES };
  const escalating = {
    change: (one: AlertRecipient) => (one.id === 'carrier-a' ? { ...one, escalation: [toNoc] } : one),
  };

  test('the next in line is told; and not where somebody has acknowledged in time', async () => {
    const steps = '\n      - { at: 10m, cut: fibre }';
    const left = await playNight(steps, escalating);
    const taken = await playNight(
      `${steps}\n      - { at: 20m, acknowledge: latest, by: an, as: contractor:keeper }`,
      escalating,
    );

    for (const to of ['carrier-a', 'police', 'dost']) left.expectMail(to).between('22:10', '22:12');
    left.expectMail('noc').between('22:25', '22:27').saying('Not acknowledged', '4/5 cameras lost');
    left.expectNothingElse();
    for (const to of ['carrier-a', 'police', 'dost']) {
      taken.expectMail(to).between('22:10', '22:12');
      taken.expectMail(to).between('22:20', '22:20').saying('Acknowledged', 'link fibre');
    }
    taken.expectNothingElse();
  });
});

describe('what is asked more seldom than what is above it', () => {
  test('a line is back: nobody is told of cameras that only have not been asked again', async () => {
    const { expectMail, expectNothingElse } = await playNight(
      `
      - { at: 10m, cut: fibre }
      - { at: 70m, restore: fibre }`,
      { askedEvery: '60s' },
    );

    for (const to of ['carrier-a', 'police', 'dost']) {
      expectMail(to).between('22:10', '22:12').saying('link fibre');
      expectMail(to).between('23:10', '23:12').saying('Resolved: link fibre');
    }
    expectNothingElse();
  });

  test('power is back: nobody is told of cameras that are starting', async () => {
    const { expectMail, expectNothingElse } = await playNight(`
      - { at: 10m, power-cut: w2, for: 2h }`);

    for (const to of ['police', 'pole-keeper']) {
      expectMail(to).between('22:10', '22:12').saying('6/6 cameras lost', 'probably one cause');
      expectMail(to).between('00:12', '00:15').saying('Resolved');
    }
    expectNothingElse();
  });
});
