import { expect, it } from 'vitest';
import { readAct } from '#portal/door/read-act.ts';

const read = (text: string) =>
  readAct('note', { text }, { id: 'x', handlers: () => [], idOf: () => undefined }).input.text;

it.each([' ', '\t', '\u00a0', '\n', ' \n', '\r\n'])(
  'a form full of %j is read at once, and breaks nothing of what stands around it',
  (blank) => {
    const text = `a${blank.repeat(30_000 / blank.length)}b`;
    const startMs = performance.now();
    const got = read(text);
    expect(performance.now() - startMs).toBeLessThan(200);
    expect(got).toBe(/[\r\n]/.test(blank) ? 'a b' : text);
  },
);

it('a note is one line, however it was broken', () => {
  expect(read(' Hết ca, \r\n\r\n  nhờ theo dõi\n')).toBe('Hết ca, nhờ theo dõi');
  expect(read(' \n \r\n')).toBeUndefined();
});
