import { describe, expect, onTestFinished, test } from 'vitest';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { createIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { OPTIONS } from '#test/support/incident-story.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { EVENING_MS, keptCity, keptNight, toNoc } from '#test/support/kept-night.ts';

/** Of the line enough is down for no accident when its switch and a camera are. */
const EARLY = { ...OPTIONS, promptMs: seconds(5), common: { ...OPTIONS.common, leastCount: 2 } };

const at = (afterMs: number) => EVENING_MS + afterMs;

describe('an incident from the record to the outbox', () => {
  test('a line that is cut is one incident, with its members, its steps and its messages', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'line-1', 'sw-1', 'cam-1', 'cam-2', 'cam-3');
    keeper.advance(at(minutes(3)));
    night.record(minutes(20), 'up', 'line-1', 'sw-1', 'cam-1', 'cam-2', 'cam-3');
    const advanced = keeper.advance(at(minutes(30)));

    expect(night.told()).toEqual(['120s opened link:line-1', '1200s resolved link:line-1']);
    expect(advanced).toEqual({ rows: 5, news: 1, messages: 1 });
    expect([...keeper.unresolvedRoots()]).toEqual([]);
    const [incident] = night.reads.incidents();
    expect(incident).toMatchObject({ openedMs: at(minutes(2)), resolvedMs: at(minutes(20)) });
    const id = incident?.id ?? '';
    expect([...night.reads.members(id)].map(({ entity, leftMs }) => [entity, leftMs])).toEqual(
      ['device:cam-1', 'device:cam-2', 'device:cam-3', 'device:sw-1', 'link:line-1'].map((entity) => [
        entity,
        at(minutes(20)),
      ]),
    );
    expect(night.reads.steps(id).map(({ action, author, body }) => [action, author, body])).toEqual([
      [
        'opened',
        'camwatch',
        {
          atMs: at(minutes(2)),
          sinceMs: at(seconds(50)),
          severity: 'minor',
          root: { kind: 'entity', entity: 'link:line-1' },
          contracts: ['lines'],
        },
      ],
      ['resolved', 'camwatch', { atMs: at(minutes(20)) }],
    ]);
    expect(night.reads.messages(id).map(({ messageId }) => messageId)).toEqual([
      `${id}/1/opened/5/1/0@camwatch`,
      `${id}/2/resolved/0/2/1@camwatch`,
    ]);
  });

  test('an outage that was our fault is no incident any more, and one that is only unknown is', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'cam-4', 'cam-5');
    keeper.advance(at(minutes(3)));
    const since = {
      indicator: 'reach',
      state: 'unknown',
      afterMs: at(seconds(50)),
      atMs: at(seconds(50)),
    } as const;
    night.recordChanges(at(minutes(10)), [
      { entity: 'device:cam-4', reason: 'measuring-fault', ...since },
      { entity: 'device:cam-5', reason: 'cut-short', ...since },
    ]);
    keeper.advance(at(minutes(30)));

    expect(night.told().filter((line) => line.includes('resolved'))).toEqual([
      expect.stringContaining('resolved device:cam-4'),
    ]);
  });

  test('a probable common cause names the contracts of those that fell', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'cam-5', 'cam-6', 'cam-7', 'cam-8', 'cam-9');
    keeper.advance(at(minutes(3)));

    expect(night.told()).toEqual(['120s opened devices:site:square']);
    const [incident] = night.reads.incidents();
    expect(night.reads.steps(incident?.id ?? '')[0]?.body).toMatchObject({
      contracts: ['cameras', 'others'],
    });
  });

  test('planned work mutes, and what people do is told', () => {
    const night = keptNight();
    const keeper = night.start();
    const work = {
      entities: ['link:line-2'],
      selector: 'line-2',
      announcedMs: at(0),
      by: 'dost',
      reason: 'splicing',
    };
    night.decide(0, 'maintenance', 'm1', 'add', { ...work, fromMs: at(0), toMs: at(hours(1)) });
    night.record(minutes(1), 'down', 'line-2', 'cam-4');
    keeper.advance(at(minutes(3)));
    const [incident] = night.reads.incidents();
    expect(incident?.summary.isMuted).toBe(true);

    const party = { kind: 'contractor', id: 'lines' };
    night.decide(minutes(4), 'incident_step', incident?.id ?? '', 'acknowledged', {
      atMs: at(minutes(4)),
      party,
    });
    night.decide(minutes(5), 'incident_step', incident?.id ?? '', 'noted', {
      atMs: at(minutes(5)),
      text: 'mất điện',
    });
    night.decide(minutes(6), 'maintenance', 'm1', 'cancel', { by: 'dost', reason: 'called off' });
    keeper.advance(at(minutes(10)));

    expect(night.told()).toEqual([
      '120s opened link:line-2',
      '240s acknowledged link:line-2',
      '300s noted link:line-2',
      '360s unmuted link:line-2',
    ]);
    const [, acknowledged, noted] = night.reads.news(incident?.id ?? '');
    expect(acknowledged).toMatchObject({ by: 'contractor:lines' });
    expect(noted).toMatchObject({ by: 'an', text: 'mất điện' });
  });

  test('a row that nobody can read holds up nothing', () => {
    const night = keptNight();
    const keeper = night.start();
    night.decide(0, 'maintenance', 'm1', 'add', { something: 'else' });
    night.decide(0, 'maintenance', 'm2', 'postpone', {});
    night.decide(0, 'incident_step', 'i', 'acknowledged', []);
    night.record(minutes(1), 'down', 'cam-4');
    keeper.advance(at(minutes(3)));

    expect(night.told()).toEqual(['120s opened device:cam-4']);
  });

  test.each(['{"atMs":', '', '['.repeat(200), 'null'])(
    'a row that another process wrote and that is no JSON holds up nothing, at a start neither (%#)',
    (body) => {
      const night = keptNight();
      const keeper = night.start();
      const chain = createChain(night.database);
      const row = { id: 'm1', author: 'an', recorded_ms: at(0), body };
      chain.transaction((append) => {
        append('maintenance', { ...row, action: 'add' });
        append('incident_step', { ...row, action: 'acknowledged' });
      });
      night.record(minutes(1), 'down', 'cam-4');
      keeper.advance(at(minutes(3)));

      expect(night.told()).toEqual(['120s opened device:cam-4']);
      const lists = createIncidentLists(night.database);
      expect([...lists.dutySteps(['m1'])].length).toBeLessThan(2);
      expect([...lists.personSteps(0, at(minutes(9)))].length).toBeLessThan(2);
      night.database.exec('DELETE FROM incident_snapshot');
      expect(night.start().advance(at(minutes(4))).news).toBe(0);
    },
  );

  test('a note of megabytes that another process wrote is not copied into each message', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'cam-4');
    keeper.advance(at(minutes(3)));
    const id = night.reads.incidents()[0]?.id ?? '';
    night.decide(minutes(4), 'incident_step', id, 'noted', {
      atMs: at(minutes(4)),
      text: 'á\u{1f600}'.repeat(1e6),
    });
    keeper.advance(at(minutes(5)));

    const { text = '' } = night.reads.news(id)[1] ?? {};
    expect(text).toMatch(/^á/u);
    expect(text.length).toBeLessThanOrEqual(16_000);
    expect(text.isWellFormed()).toBe(true);
  });

  test('a collector that is blind is an incident, and its end is told after a restart too', () => {
    const night = keptNight();
    const keeper = night.start();
    keeper.sight('blind', at(minutes(1)));
    keeper.advance(at(minutes(5)));

    const next = night.start();
    next.sight('seeing', at(minutes(6)));
    next.advance(at(minutes(7)));

    expect(night.told()).toEqual(['180s opened collector:main', '360s resolved collector:main']);
  });

  test('a clock that is not believed is told at once and once, and a network that is lost after that as another cause', () => {
    const night = keptNight();
    const doubt = { cause: 'step', offMs: hours(-3) } as const;
    const keeper = night.start();
    keeper.sight('blind', at(seconds(30)));
    keeper.sight('blind', at(minutes(1)), doubt);
    keeper.advance(at(minutes(5)));
    const rootNow = () => night.reads.incidents()[0]?.summary.root;
    expect(rootNow()).toEqual({ kind: 'collector', collector: 'main', clockDoubt: doubt });

    const next = night.start();
    next.sight('blind', at(minutes(6)), { ...doubt, cause: 'ahead-of-record' });
    next.advance(at(minutes(9)));
    expect(night.told()).toEqual(['60s opened collector:main']);

    next.sight('blind', at(minutes(10)));
    next.advance(at(minutes(13)));
    expect(rootNow()).toEqual({ kind: 'collector', collector: 'main' });
    next.sight('seeing', at(minutes(14)));
    next.advance(at(minutes(15)));
    expect(night.told()).toEqual([
      '60s opened collector:main',
      '720s cause-changed collector:main',
      '840s resolved collector:main',
    ]);
  });

  test('a collector that is blind when its clock is doubted has one incident, with another cause', () => {
    const night = keptNight();
    const keeper = night.start();
    keeper.sight('blind', at(0));
    keeper.advance(at(minutes(3)));
    keeper.sight('blind', at(minutes(4)), { cause: 'time-servers', offMs: hours(2) });
    keeper.advance(at(minutes(5)));
    keeper.sight('seeing', at(minutes(6)));
    keeper.advance(at(minutes(7)));

    expect(night.told()).toEqual([
      '120s opened collector:main',
      '240s cause-changed collector:main',
      '360s resolved collector:main',
    ]);
  });

  test('what leaves the inventory leaves its incident', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'cam-4');
    keeper.advance(at(minutes(3)));
    keeper.reload(inventoryOf({ devices: [device({ id: 'cam-1' })] }), at(minutes(4)));
    keeper.advance(at(minutes(5)));

    expect(night.told()).toEqual(['120s opened device:cam-4', '300s resolved device:cam-4']);
    expect(night.start({ inventory: keptCity() }).advance(at(minutes(9))).news).toBe(0);
  });
});

describe('messages that no news brings', () => {
  test('are written once, and known to what is planned next, also after a restart', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(minutes(1), 'down', 'cam-4');
    keeper.advance(at(minutes(3)));
    const [summary] = keeper.unresolved();
    expect([...keeper.unresolvedRoots()]).toEqual([summary?.root]);
    const id = summary?.id ?? '';
    const [news] = night.reads.news(id);
    if (!news) throw new Error('expected the news of an incident');
    const [first] = toNoc(news, keeper.contextOf(id));
    if (!first) throw new Error('expected a message');
    const escalation = { ...first, messageId: 'escalation@camwatch', recipient: 'boss' };

    expect(keeper.addMessages(id, [escalation])).toBe(1);
    expect(keeper.addMessages(id, [escalation])).toBe(0);

    const context = keeper.contextOf(id);
    expect(context.told.map(({ recipient }) => recipient)).toEqual(['noc', 'boss']);
    expect(night.start().contextOf(id)).toEqual(context);
  });
});

describe('a start', () => {
  test('on a ledger with a past tells of what is down, and of nothing that is over', () => {
    const night = keptNight();
    night.record(-days(30), 'down', 'line-1', 'sw-1', 'cam-1', 'cam-2', 'cam-3', 'cam-4');
    night.record(-days(29), 'up', 'cam-4');
    const keeper = night.start();
    keeper.advance(at(minutes(1)));

    expect(night.told()).toEqual(['0s opened link:line-1']);
    expect(keeper.startedFrom).toBe('nothing');
    expect([...night.reads.members(night.reads.incidents()[0]?.id ?? '')]).toHaveLength(5);
  });

  test('without its snapshot tells what ended meanwhile, and nothing twice', () => {
    const night = keptNight();
    const first = night.start();
    night.record(minutes(1), 'down', 'line-1', 'sw-1', 'cam-1');
    night.record(minutes(1), 'down', 'cam-4');
    first.advance(at(minutes(3)));
    night.record(minutes(10), 'down', 'cam-2');
    first.advance(at(minutes(30)));
    const before = night.told();
    night.database.exec('DELETE FROM incident_snapshot');

    const second = night.start();
    second.advance(at(minutes(31)));
    expect(second.startedFrom).toBe('statuses');
    expect(night.told()).toEqual(before);

    night.database.exec("UPDATE incident_snapshot SET body = x'00'");
    night.record(minutes(40), 'up', 'cam-4');
    const third = night.start();
    third.advance(at(minutes(45)));
    expect(night.told().slice(before.length)).toEqual(['2400s resolved device:cam-4']);
  });

  test('goes on from the snapshot', () => {
    const night = keptNight();
    const first = night.start();
    night.record(minutes(1), 'down', 'cam-4');
    first.advance(at(minutes(1.5)));
    first.save();

    const second = night.start();
    second.advance(at(minutes(3)));

    expect(second.startedFrom).toBe('snapshot');
    expect(night.told()).toEqual(['120s opened device:cam-4']);
  });
});

describe('what fails', () => {
  test('a full disk loses nothing: the next advance writes it', () => {
    const night = keptNight();
    const keeper = night.start();
    keeper.advance(at(0));
    night.record(minutes(1), 'down', 'cam-4', 'line-1', 'sw-1');
    const pages = Number(night.database.prepare('PRAGMA page_count').get()?.page_count);
    night.database.exec(`PRAGMA max_page_count = ${pages}`);
    const many = Array.from({ length: 60 }, (_, index) => `${index} ${'x'.repeat(200)}`);
    const plan: typeof toNoc = (news, context) =>
      many.flatMap((name) =>
        toNoc(news, context).map((one) => ({
          ...one,
          recipient: name,
          messageId: `${one.messageId}${name}`,
        })),
      );
    const full = night.start({ plan });

    expect(() => full.advance(at(minutes(3)))).toThrow(expect.objectContaining({ code: 'LEDGER_FULL' }));
    expect(night.told()).toEqual([]);
    expect(() => full.advance(at(minutes(4)))).toThrow(expect.objectContaining({ code: 'LEDGER_FULL' }));

    night.database.exec('PRAGMA max_page_count = 1000000');
    full.advance(at(minutes(5)));
    expect(night.told()).toEqual(['120s opened device:cam-4', '120s opened link:line-1']);
    expect(night.reads.messages(night.reads.incidents()[0]?.id ?? '')).toHaveLength(60);
  });

  test('another process that writes is waited for, and then the next advance does it', () => {
    const night = keptNight();
    night.database.exec('PRAGMA busy_timeout = 20');
    const keeper = night.start();
    keeper.advance(at(0));
    night.record(minutes(1), 'down', 'cam-4');
    const other = openStore(night.path, { nowMs: () => EVENING_MS });
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');

    expect(() => keeper.advance(at(minutes(3)))).toThrow(expect.objectContaining({ code: 'LEDGER_BUSY' }));
    keeper.sight('seeing', at(minutes(3)));
    other.exec('ROLLBACK');
    keeper.advance(at(minutes(4)));

    expect(night.told()).toEqual(['120s opened device:cam-4']);
  });

  test('a planner that throws is asked again', () => {
    const night = keptNight();
    let isBroken = true;
    const keeper = night.start({
      plan: (news, context) => {
        if (isBroken) throw new Error('no plan');
        return toNoc(news, context);
      },
    });
    night.record(minutes(1), 'down', 'cam-4');

    expect(() => keeper.advance(at(minutes(3)))).toThrow('no plan');
    isBroken = false;
    keeper.advance(at(minutes(4)));

    expect(night.told()).toEqual(['120s opened device:cam-4']);
    expect(night.reads.messages(night.reads.incidents()[0]?.id ?? '')).toHaveLength(1);
  });

  test('a clock that is set back by hours does not keep anybody waiting for hours', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(hours(2), 'down', 'cam-1');
    keeper.advance(at(hours(2) + seconds(30)));
    // It was two hours ahead.
    night.record(minutes(1), 'down', 'cam-4');
    keeper.advance(at(minutes(1.5)));
    keeper.advance(at(minutes(5)));

    expect(night.told().map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      'opened device:cam-1',
      'opened device:cam-4',
    ]);
    expect(night.reads.incidents().every(({ openedMs }) => openedMs < at(minutes(5)))).toBe(true);
    const next = night.start();
    next.advance(at(minutes(6)));
    expect(night.told()).toHaveLength(2);
  });

  test('a message that was written by a clock which ran ahead does not wait until that time comes', () => {
    const night = keptNight();
    const keeper = night.start();
    night.record(days(30), 'down', 'cam-1');
    keeper.advance(at(days(30) + minutes(3)));
    keeper.advance(at(minutes(4)));

    const [incident] = night.reads.incidents();
    const [message] = night.reads.messages(incident?.id ?? '');
    expect(message).toMatchObject({ state: 'waiting' });
    for (const ms of [message?.createdMs, message?.dueMs, message?.firstDueMs])
      expect(ms).toBeLessThanOrEqual(at(minutes(4)));
    // From when on nobody's acknowledging is waited for.
    const [told] = keeper.contextOf(incident?.id ?? '').told;
    expect(told?.dueMs).toBeLessThanOrEqual(at(minutes(4)));
  });

  test.each(['its snapshot', 'what is down'])(
    'who is told early is told the count once, also when the process begins anew in between with %s',
    (from) => {
      const night = keptNight(EARLY);
      const keeper = night.start();
      night.record(minutes(1), 'down', 'line-1', 'sw-1', 'cam-1');
      keeper.advance(at(seconds(70)));
      keeper.save();
      if (from === 'what is down') night.database.exec('DELETE FROM incident_snapshot');
      night.record(seconds(80), 'down', 'cam-2', 'cam-3');

      const next = night.start();
      next.advance(at(minutes(30)));

      expect(night.told()).toEqual(['65s opened link:line-1', '120s grew link:line-1']);
      const [first, second] = [...night.reads.news(night.reads.incidents()[0]?.id ?? '')];
      expect(first?.incident).toMatchObject({ lostNow: 3, behind: { things: 4, cameras: 3 } });
      expect(second?.incident).toMatchObject({ lostNow: 5, camerasLost: 3 });
      expect(second?.incident.behind).toBeUndefined();
    },
  );

  test.each([
    ['after', seconds(20), ['grew link:line-1', 'opened link:line-1']],
    ['before', seconds(3), ['opened link:line-1']],
  ])(
    'a count that is told later comes in its time where the clock is set back %s the first message',
    (_, toldMs, told) => {
      const night = keptNight(EARLY);
      const keeper = night.start();
      night.record(hours(2), 'down', 'line-1', 'sw-1', 'cam-1');
      keeper.advance(at(hours(2) + toldMs));
      // It was two hours ahead.
      night.record(minutes(1), 'down', 'cam-2', 'cam-3');
      keeper.advance(at(minutes(1) + seconds(1)));
      keeper.advance(at(minutes(4)));

      // By their instants the first was told later.
      expect(night.told().map((line) => line.split(' ').slice(1).join(' '))).toEqual(told);
      const [incident] = keeper.unresolved();
      expect(incident?.lostNow).toBe(5);
      expect(incident?.behind).toBeUndefined();
    },
  );

  test('an idle advance writes nothing', () => {
    const night = keptNight();
    const keeper = night.start();
    keeper.advance(at(0));
    const version = () => night.database.prepare('SELECT * FROM incident_cursor').get();
    const before = version();

    keeper.advance(at(minutes(1)));

    expect(version()).toEqual(before);
  });
});
