import { expect, test } from 'vitest';
import { renderWorkLines, type WorkRow } from '#collector/influx/lines/work-lines.ts';
import { parseLine } from '#test/support/parse-line.ts';
import { smallCity } from '#test/support/small-city.ts';
import { surroundingsOf } from '#test/support/surroundings-of.ts';

const [FROM_MS, TO_MS] = [1_000_000, 5_000_000];
const work = (more: Partial<WorkRow> = {}): WorkRow => ({
  id: '7',
  fromMs: FROM_MS,
  toMs: TO_MS,
  entities: ['device:cam-1-1'],
  reason: 'New lens',
  ...more,
});

const marksOf = (row: WorkRow) =>
  renderWorkLines(surroundingsOf(smallCity()), row).map(({ text, atMs }) => {
    const { fields } = parseLine(text);
    return [atMs, fields.state, fields.until_ms];
  });

test('begins and ends as it was announced, known until when', () => {
  expect(marksOf(work())).toEqual([
    [FROM_MS, 'begin', TO_MS],
    [TO_MS, 'end', undefined],
  ]);
});

test('that was cancelled before it began takes both back', () => {
  expect(marksOf(work({ cancelledMs: FROM_MS }))).toEqual([
    [FROM_MS, 'cancelled', TO_MS],
    [TO_MS, 'cancelled', undefined],
  ]);
});

test('that was cancelled while it went on ends then', () => {
  expect(marksOf(work({ cancelledMs: 2_000_000 }))).toEqual([
    [FROM_MS, 'begin', 2_000_000],
    [2_000_000, 'end', undefined],
    [TO_MS, 'cancelled', undefined],
  ]);
});

test('stands once in each district that it touches, under its own number', () => {
  const entities = ['device:cam-1-1', 'device:cam-1-2', 'device:cam-2-1', 'device:gone'] as const;

  const lines = renderWorkLines(surroundingsOf(smallCity()), work({ entities })).map(({ text }) =>
    parseLine(text),
  );

  expect(lines.map(({ tags, fields }) => [tags.district, fields.state])).toEqual([
    ['d1', 'begin'],
    ['d1', 'end'],
    ['d2', 'begin'],
    ['d2', 'end'],
    ['none', 'begin'],
    ['none', 'end'],
  ]);
  expect(lines[0]).toMatchObject({
    measurement: 'event',
    tags: { kind: 'maintenance', entity: 'maintenance:7', indicator: 'none', area: 'none' },
    // One of them has left the inventory and may have stood anywhere, and so the reason may name it.
    fields: { title: 'maintenance:7', reason: 'planned-work' },
  });
});

test('is called what was announced where all that it touches is open', () => {
  const lines = renderWorkLines(surroundingsOf(smallCity()), work()).map(({ text }) => parseLine(text));

  expect(lines.map(({ fields }) => fields.title)).toEqual(['New lens', 'New lens']);
});
