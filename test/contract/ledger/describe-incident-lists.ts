import { describe, expect, onTestFinished, test } from 'vitest';
import { standingDuties } from '#ledger/decisions/incident-duty.ts';
import { openIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { lineIncident, newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { tellIncidents } from '#test/support/incident-ledger.ts';
import { acknowledged, byContractor } from '#test/support/incident-steps.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeIncidentLists({ engine, tempPlace }: StoreUnderTest): void {
  /** How SQLite goes about it. */
  function planOf(path: string, sql: string): readonly string[] {
    const database = openStoreReadOnly(path);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    database.close();
    return plan.map(({ detail }) => String(detail));
  }

  const named = (name: string, given: Parameters<typeof lineIncident>[1] = {}, openedMs = 1_000) =>
    lineIncident(openedMs, { id: `link:${name}@${openedMs}`, ...given });

  function open(path: string) {
    const lists = openIncidentLists(path);
    onTestFinished(lists.close);
    return lists;
  }

  describe('lists of incidents', () => {
    test('the worst first: by severity, by cameras, by age; what is over is on none', () => {
      const path = tempPlace();
      const over = named('over', { severity: 'critical' });
      writeIncidents(path, [
        newsAbout(named('small', { severity: 'minor', camerasLost: 9 })),
        newsAbout(named('young', { camerasLost: 3 }, 2_000)),
        newsAbout(named('old', { camerasLost: 3 })),
        newsAbout(named('large', { camerasLost: 50 }, 3_000)),
        newsAbout(named('worst', { severity: 'critical', camerasLost: 1 })),
        newsAbout(over),
        newsAbout(over, { number: 2, kind: 'resolved', atMs: 5_000 }),
      ]);
      const lists = open(path);

      expect(lists.worst(4).map(({ id }) => id)).toEqual([
        'link:worst@1000',
        'link:large@3000',
        'link:old@1000',
        'link:young@2000',
      ]);
      expect(lists.unresolvedBySeverity()).toEqual({ critical: 1, major: 3, minor: 1 });
      expect([...lists.unresolvedRoots()].filter(({ severity }) => severity === 'critical')).toEqual([
        {
          id: 'link:worst@1000',
          sinceMs: -59_000,
          severity: 'critical',
          root: { kind: 'entity', entity: 'link:l-1' },
        },
      ]);
      expect(lists.resolvedSince(5_000).map(({ id }) => id)).toEqual([over.id]);
      expect(lists.resolvedSince(5_001)).toEqual([]);
      expect([...lists.ids('link:o')]).toEqual([
        { id: 'link:old@1000', isResolved: false },
        { id: 'link:over@1000', isResolved: true },
      ]);
    });

    if (engine === 'sqlite')
      test('the worst and their counts are read off an index, without looking at the rest', () => {
        const path = tempPlace();
        writeIncidents(path, [newsAbout(named('a'))]);
        const rank = "CASE severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 ELSE 2 END";
        const plans = [
          `SELECT * FROM incident WHERE resolved_ms IS NULL
       ORDER BY ${rank}, json_extract(summary, '$.camerasLost') DESC, opened_ms, id LIMIT 20`,
          `SELECT ${rank} AS rank, count(*) FROM incident WHERE resolved_ms IS NULL GROUP BY ${rank}`,
        ].flatMap((sql) => planOf(path, sql));

        expect(plans).toHaveLength(2);
        for (const plan of plans)
          expect(plan).toMatch(/^SCAN incident USING (COVERING )?INDEX incident_worst$/);
      });

    test('openings in the order of the record, which is that of their commits, read off an index', () => {
      const path = tempPlace();
      const [late, early, next] = [named('z', {}, 4_000), named('a', {}, 2_000), named('m', {}, 5_000)];
      writeIncidents(path, [newsAbout(late)]);
      writeIncidents(path, [newsAbout(early), newsAbout(next)]);
      writeIncidents(path, [newsAbout(late, { number: 2, kind: 'reopened', atMs: 6_000 })]);

      expect(open(path).openedBetween(2_000, 5_000)).toEqual([late.id, early.id]);
      if (engine !== 'sqlite') return;
      const at = "CASE WHEN json_valid(body) THEN json_extract(body, '$.atMs') END";
      const sql = `SELECT id FROM incident_step WHERE action = 'opened' AND ${at} >= 1 AND ${at} < 9 ORDER BY seq`;
      expect(planOf(path, sql).join()).toMatch(/USING (COVERING )?INDEX incident_step_opened/);
    });

    test('members by incident, and incidents by member', () => {
      const path = tempPlace();
      const [one, two] = [named('one'), named('two', {}, 4_000)];
      writeIncidents(path, [
        newsAbout(one, { joined: ['device:a', 'device:b'] }),
        newsAbout(one, { number: 2, kind: 'shrank', atMs: 2_000, left: ['device:b'] }),
        newsAbout(two, { joined: ['device:a'] }),
      ]);
      const lists = open(path);

      expect([...lists.membersOf([one.id], 'now')]).toEqual([{ incident: one.id, entity: 'device:a' }]);
      expect([...lists.membersOf([one.id])]).toHaveLength(2);
      expect([...lists.membershipsOf(['device:a'], 3_000)]).toEqual([
        { incident: two.id, entity: 'device:a' },
      ]);
    });
  });

  test('an acknowledgement stands until the incident is opened again', () => {
    const path = tempPlace();
    const incident = named('one');
    writeIncidents(path, [newsAbout(incident)]);
    tellIncidents(path, [acknowledged(incident.id, 2_000, byContractor('a'))]);
    const lists = open(path);
    const parties = () =>
      (standingDuties(lists.dutySteps([incident.id])).get(incident.id)?.acknowledged ?? []).map(
        ({ party }) => party,
      );

    expect(parties()).toEqual([{ kind: 'contractor', id: 'a' }]);

    writeIncidents(path, [newsAbout(incident, { number: 2, kind: 'reopened', atMs: 3_000 })]);
    expect(parties()).toEqual([]);

    tellIncidents(path, [acknowledged(incident.id, 4_000)]);
    expect(parties()).toEqual([{ kind: 'operator' }]);
    expect([...lists.personSteps(2_000, 4_000)].map(({ recordedMs }) => recordedMs)).toEqual([2_000]);
  });
}
