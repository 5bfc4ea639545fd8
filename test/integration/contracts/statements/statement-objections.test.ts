import { describe, expect, test } from 'vitest';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { AFTER_MS, DAY_MS, settlementOf } from '#test/support/settlement.ts';
import { stretch } from '#test/support/sla-input.ts';
import { shorter, statementLedger } from '#test/support/statement-ledger.ts';

const firstEntity = ({ figures }: StatementDocument) => figures.parts[0]?.entities[0];

const PAPER = { name: 'agreed.pdf', sha256: 'b'.repeat(64), sizeBytes: 8 };

describe('an objection to a statement', () => {
  test('is not issued with figures that nobody could object to', () => {
    const { draft, redraft, issue, wait, document } = statementLedger();
    draft();
    wait(6 * DAY_MS);

    expect(() => issue(shorter())).toThrow('figures changed since the draft (');
    redraft(shorter(), 'có thêm số liệu');

    expect(document()).toMatchObject({ state: 'draft', objectionEndsMs: AFTER_MS + 11 * DAY_MS });
  });

  test('sets disputed lines apart, and the line of a device whose outage is disputed', () => {
    const { draft, object, issue, wait, document } = statementLedger();
    draft(
      settlementOf({
        cameras: [1, 2].map(() => ({ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] })),
      }),
    );
    object({ lines: [2] });
    wait(5 * DAY_MS);
    issue(
      settlementOf({
        cameras: [1, 2].map(() => ({ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] })),
      }),
    );

    expect(document().money).toMatchObject({
      total: '90000',
      undisputed: '45000',
      disputed: '45000',
      disputedLines: [2],
    });
  });

  test('takes the id of a device and the number of the row of an outage, as papers have them', () => {
    const { draft, object, life } = statementLedger();
    draft();

    object({ entities: ['cam-1'], outages: ['1'] });

    expect(life().objections).toMatchObject([{ entities: ['device:cam-1'], outages: ['change:1'] }]);
    expect(() => object({ entities: ['cam-9'] })).toThrow(
      'expected a device or link of the draft, got cam-9',
    );
  });

  test('asks which is meant where a device and a line have one id', () => {
    const { draft, object, document } = statementLedger();
    draft();
    const entities = ['device:x', 'link:x'].map((entity) => ({ ...firstEntity(document()), entity }));
    const [part] = document().figures.parts;
    const drafted = { ...document(), figures: { ...document().figures, parts: [{ ...part, entities }] } };

    expect(() => object({ entities: ['x'] }, drafted as ReturnType<typeof document>)).toThrow(
      'expected one device or link, got x, which may be device:x or link:x',
    );
  });

  test('keeps objections when a draft is replaced', () => {
    const { draft, object, redraft, life, wait } = statementLedger();
    draft();
    object({ outages: ['change:1'] });
    wait(1);

    redraft(shorter(), 'có thêm số liệu');

    expect(life().objections).toMatchObject([{ number: 1, outages: ['change:1'], author: 'an' }]);
  });

  test.each([
    [{ by: 'agency:x' }, 'expected an objection by contractor:a, got one by agency:x'],
    [{ lines: [2] }, 'expected a line from 1 to 1, got 2'],
    [{ outages: ['change:7'] }, 'expected an outage of the draft, got change:7'],
    [{ entities: ['device:x'] }, 'expected a device or link of the draft, got device:x'],
    [{ why: ' ' }, 'expected to be told why, got nothing'],
  ])('takes no objection that is wrong: %j', (objection, message) => {
    const { draft, object, life } = statementLedger();
    draft();

    expect(() => object(objection)).toThrow(`statement c-1:2026-11: ${message}`);
    expect(life().objections).toEqual([]);
  });

  test('takes no objection that comes too late', () => {
    const { draft, object, wait } = statementLedger();
    draft();
    wait(5 * DAY_MS);

    expect(() => object()).toThrow(
      'expected an objection before 2026-12-06T01:00:00.000Z, got one at 2026-12-06T01:00:00.000Z',
    );
  });

  test('takes the same objection once, and another about the same', () => {
    const { draft, object, life } = statementLedger();
    draft();
    object({ outages: ['change:1'], lines: [1] });

    expect(() => object({ outages: ['change:1'], lines: [1] })).toThrow(
      'statement c-1:2026-11: is on record already as objection 1: expected another, got the same',
    );
    object({ outages: ['change:1'], lines: [1], why: 'cáp bị cắt' });
    expect(life().objections).toHaveLength(2);
  });

  test('stays disputed where the contractor agreed to the rest', () => {
    const { draft, object, issue, document } = statementLedger();
    draft();
    object({ lines: [1] });
    issue(undefined, { by: 'contractor:a', files: [PAPER] });

    expect(document().money).toMatchObject({ total: '45000', undisputed: '0', disputed: '45000' });
  });
});
