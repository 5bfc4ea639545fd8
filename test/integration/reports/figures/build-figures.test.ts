import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEVICE_KINDS, type Device, type DeviceKind, type Handover } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { minutes } from '#core/time/units.ts';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { buildFigures } from '#reports/figures/build-figures.ts';
import { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { isMissing } from '#reports/figures/document/figure-parts.ts';
import type { Movement } from '#reports/figures/document/inventory-figures.ts';
import { figuresOptions, simulateYear } from '../../../support/figures-year.ts';
import { device } from '../../../support/inventory.ts';
import { deviceRevision, openLedgerOf } from '../../../support/settlement-ledger.ts';
import { openTempReader, tamper, tempLedgerPath } from '../../../support/temp-ledger.ts';

const WINDOW = { fromMs: Date.parse('2024-12-01T00:00+07:00'), toMs: Date.parse('2025-11-16T00:00+07:00') };

/** By other means than the figures: hand-overs are played forward from the first owner, steps are looked up by name. */
function countByHand(path: string): Map<string, Movement> {
  const database = new DatabaseSync(path, { readOnly: true });
  const bodiesOf = (kind: string): readonly string[] =>
    database
      .prepare('SELECT body FROM revision WHERE kind = ? ORDER BY seq')
      .all(kind)
      .map(({ body }) => String(body));
  const devices = new Map(
    bodiesOf('device').map((body): [string, Device] => [JSON.parse(body).id, JSON.parse(body)]),
  );
  const handovers = bodiesOf('handover').map((body): Handover => JSON.parse(body));
  database.close();

  const table = new Map<string, Movement>();
  const add = (agency: string, kind: DeviceKind, column: keyof Movement) => {
    const empty: Movement = { opening: 0, installed: 0, received: 0, handedOver: 0, scrapped: 0, closing: 0 };
    const row = table.get(`${agency} ${kind}`) ?? empty;
    table.set(`${agency} ${kind}`, { ...row, [column]: row[column] + 1 });
  };
  for (const { id, kind, lifecycle, agency } of devices.values()) {
    const own = handovers
      .filter((handover) => handover.kind === 'device' && handover.id === id && handover.field === 'agency')
      .sort((a, b) => a.atMs - b.atMs);
    const ownerBefore = (atMs: number) => {
      const last = own.findLast((handover) => handover.atMs < atMs);
      if (last) return last.to ?? 'none';
      return (own[0] ? own[0].from : agency) ?? 'none';
    };
    const stepMs = (stage: string) =>
      lifecycle.find((step) => step.stage === stage)?.atMs ?? Number.POSITIVE_INFINITY;
    const beganMs = Math.min(...['installed', 'accepted', 'in-service'].map(stepMs));
    const endedMs = stepMs('retired');
    const isWithin = (atMs: number) => atMs >= WINDOW.fromMs && atMs < WINDOW.toMs;
    if (beganMs < WINDOW.fromMs && endedMs >= WINDOW.fromMs) add(ownerBefore(WINDOW.fromMs), kind, 'opening');
    if (beganMs < WINDOW.toMs && endedMs >= WINDOW.toMs) add(ownerBefore(WINDOW.toMs), kind, 'closing');
    if (isWithin(beganMs)) add(ownerBefore(beganMs + 1), kind, 'installed');
    if (isWithin(endedMs)) add(ownerBefore(endedMs), kind, 'scrapped');
    for (const { atMs, from = 'none', to = 'none' } of own) {
      if (!isWithin(atMs) || beganMs >= atMs || endedMs <= atMs) continue;
      add(from, kind, 'handedOver');
      add(to, kind, 'received');
    }
  }
  return table;
}

describe('the figures of the made-up year', () => {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-figures-'));
  const path = join(folder, 'ledger.sqlite');
  beforeAll(() => simulateYear(path), minutes(1));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('the movement table is that of a count by hand, line by line', () => {
    const { movement } = buildFigures(openTempReader(path), figuresOptions()).sections;

    if (isMissing(movement)) throw new Error(movement.missing.code);
    const lines = movement.agency.flatMap(({ id, kinds }) =>
      DEVICE_KINDS.flatMap((kind) => (kinds[kind] ? [[`${id} ${kind}`, kinds[kind]] as const] : [])),
    );
    expect(new Map(lines)).toEqual(countByHand(path));
    expect(movement.city.camera).toEqual({
      opening: 151,
      installed: 51,
      received: 0,
      handedOver: 0,
      scrapped: 1,
      closing: 201,
    });
    expect(movement.transfers.camera).toBe(132);
  });

  test('is the same document, to the byte, whenever the same is asked, and its sections are as they are declared', () => {
    const copy = tempLedgerPath();
    copyFileSync(path, copy);
    const document = buildFigures(openTempReader(path), figuresOptions());

    // What is recorded later says nothing about it.
    tamper(copy, LATER_ROW);

    const again = buildFigures(openTempReader(copy), figuresOptions());
    expect(canonicalJson(again)).toBe(canonicalJson(document));
    expect(FiguresDocument.parse(JSON.parse(canonicalJson(document)))).toEqual(
      JSON.parse(canonicalJson(document)),
    );
    expect(document).toMatchObject({ id: 'city:2025', deadline: '2025-11-30', window: { days: 350 } });
    const rows = Object.values(document.ledger.rows).reduce((sum, count) => sum + count, 0);
    expect(rows).toBe(document.ledger.headSeq);
  });

  test('one agency has its own, and ids of figures name no other', () => {
    const reader = openTempReader(path);

    const document = buildFigures(
      reader,
      figuresOptions({ scope: { kind: 'agency', agency: 'cong-an-thanh-pho' } }),
    );

    expect(document.id).toBe('agency:cong-an-thanh-pho:2025');
    const { movement, counts } = document.sections;
    if (isMissing(movement) || isMissing(counts)) throw new Error('missing');
    expect(movement.agency.map(({ id }) => id)).toEqual(['cong-an-thanh-pho']);
    expect(counts.agency.map(({ id }) => id)).toEqual(['cong-an-thanh-pho']);
    const closing = DEVICE_KINDS.reduce((sum, kind) => sum + (movement.city[kind]?.closing ?? 0), 0);
    expect(counts.city.total).toBe(closing);
  });
});

const LATER_ROW = `
  INSERT INTO revision
  SELECT (SELECT seq FROM head) + 1, v, kind, id, from_ms, ${Date.parse('2025-12-01')}, author, source_hash, NULL, salt, prev, hash
  FROM revision WHERE kind = 'device' LIMIT 1`;

describe('where there are no figures', () => {
  test('a ledger without inventory has none, and each section says why', () => {
    const reader = openLedgerOf([]);

    const { sections, ledger } = buildFigures(reader, figuresOptions());

    expect(sections.movement).toEqual({
      missing: {
        code: 'no-inventory',
        why: {
          vi: 'sổ ghi chưa có danh mục thiết bị nào trước khi kỳ số liệu kết thúc',
          en: 'no inventory is on record before the end of the data window',
        },
      },
    });
    expect(Object.values(sections).every((section) => section && isMissing(section))).toBe(true);
    expect(ledger).toEqual({ headSeq: 0, headHash: '0'.repeat(64), rows: {} });
  });

  test('what nobody builds and what nothing is known of is missing, each with its reason', () => {
    const reader = openLedgerOf([{ recordedMs: 1, revisions: [deviceRevision(1, device({ id: 'cam' }))] }]);

    const { sections } = buildFigures(reader, figuresOptions());

    const codes = Object.entries(sections).flatMap(([name, section]) =>
      section && isMissing(section) ? [[name, section.missing.code]] : [],
    );
    expect(Object.fromEntries(codes)).toEqual({
      targets: 'no-targets',
      blind: 'no-measurements',
      planFindings: 'no-plan',
      availability: 'not-asked-for',
      outages: 'not-asked-for',
      causes: 'not-asked-for',
      contracts: 'not-asked-for',
      reconciliation: 'not-asked-for',
      links: 'not-asked-for',
      recorders: 'not-asked-for',
      months: 'not-asked-for',
      yearBefore: 'not-asked-for',
      rankings: 'not-asked-for',
      plan: 'no-plan',
    });
    expect(sections.security).toMatchObject({ findings: { missing: { code: 'no-findings' } } });
  });

  test('a source that fails is named, and takes no other section with it', () => {
    const reader = openLedgerOf([{ recordedMs: 1, revisions: [deviceRevision(1, device({ id: 'cam' }))] }]);
    const failing = () => {
      throw new LedgerError('LEDGER_CORRUPT', 'the ledger is damaged: expected a step, got x');
    };

    const { sections } = buildFigures(reader, figuresOptions({ builders: { plan: failing } }));

    expect(sections.plan).toMatchObject({
      missing: { code: 'failed', detail: 'LEDGER_CORRUPT: the ledger is damaged: expected a step, got x' },
    });
    expect(isMissing(sections.movement)).toBe(false);
  });

  test('an agency without devices has none; one that nobody knows is refused', () => {
    const agency: Revision = {
      kind: 'agency',
      id: 'empty',
      fromMs: 1,
      body: { id: 'empty', name: 'Xã Trống', kind: 'ward', successors: [] },
    };
    const reader = openLedgerOf([
      { recordedMs: 1, revisions: [agency, deviceRevision(1, device({ id: 'cam' }))] },
    ]);
    const of = (id: string) =>
      buildFigures(reader, figuresOptions({ scope: { kind: 'agency', agency: id } }));

    expect(of('empty').sections.movement).toMatchObject({ missing: { code: 'no-devices' } });
    expect(() => of('nobody')).toThrow(
      expect.objectContaining({
        code: 'REPORT_SCOPE',
        message: 'agency: expected the id of one of the 1 agencies on record, got "nobody"',
      }),
    );
  });
});
