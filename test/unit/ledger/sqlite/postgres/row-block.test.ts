import { expect, test } from 'vitest';
import { buffersOf, createRowBlockDraft, rowsOf } from '#ledger/sqlite/postgres/row-block.ts';

const [BOOLEAN, BYTES, BIGINT, TEXT] = [16, 17, 20, 25];

const draftOf = (...types: readonly number[]) =>
  createRowBlockDraft(types.map((dataTypeID, place) => ({ name: `c${place}`, dataTypeID })));

/** A draft's rows as they are on the other side of a port. */
const sentRows = (draft: ReturnType<typeof draftOf>) => {
  const block = draft.take();
  return [...rowsOf(structuredClone(block, { transfer: buffersOf(block) }), 'objects')];
};

test('numbers, texts, bytes and NULL of each cross to another thread as they are', () => {
  const draft = draftOf(BIGINT, TEXT, BYTES, BOOLEAN);
  draft.add(['1', 'một', '\\x00ff', 't']);
  draft.add([null, null, null, null]);
  draft.add(['-7', '', '\\x', 'f']);

  expect(sentRows(draft)).toEqual([
    { c0: 1, c1: 'một', c2: Uint8Array.of(0, 255), c3: 1 },
    { c0: null, c1: null, c2: null, c3: null },
    { c0: -7, c1: '', c2: new Uint8Array(), c3: 0 },
  ]);
});

test.each([1, 2, 255, 256, 257, 600])(
  'of %s texts that stand again and again each row has its own',
  (many) => {
    const draft = draftOf(TEXT, BIGINT);
    const texts = Array.from({ length: 700 }, (_, row) => (row % many === 1 ? null : `text-${row % many}`));

    for (const [row, text] of texts.entries()) draft.add([text, `${row}`]);

    expect(sentRows(draft)).toEqual(texts.map((c0, c1) => ({ c0, c1 })));
  },
);

test('the next block of a draft begins with nothing of the one before', () => {
  const draft = draftOf(TEXT, BIGINT);
  draft.add(['a', '1']);
  draft.take();
  draft.add(['b', '2']);

  expect(sentRows(draft)).toEqual([{ c0: 'b', c1: 2 }]);
  expect(draft.take().count).toBe(0);
});

test('a number that is too large for one is refused', () => {
  expect(() => draftOf(BIGINT).add(['9007199254740993'])).toThrow('too large for a number');
});
