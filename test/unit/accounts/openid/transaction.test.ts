import { describe, expect, it } from 'vitest';
import {
  beginTransaction,
  checksOf,
  readTransaction,
  renderTransaction,
  TRANSACTION_MS,
} from '#accounts/openid/transaction.ts';

const NOW_MS = Date.UTC(2026, 10, 30);
const begun = beginTransaction({ purpose: 'login', language: 'vi', next: '/devices?q=%C4%91' }, NOW_MS);

describe('a transaction', () => {
  it('is read as it was rendered, for ten minutes', () => {
    const text = renderTransaction(begun);
    expect(readTransaction(text, NOW_MS)).toEqual(begun);
    expect(readTransaction(text, NOW_MS + TRANSACTION_MS - 1)).toEqual(begun);
    expect(readTransaction(text, NOW_MS + TRANSACTION_MS)).toBeUndefined();
    expect(readTransaction(text, NOW_MS - 1)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'login',
    renderTransaction(begun).replace('login', 'admin'),
    renderTransaction(begun).replace(begun.secret, begun.secret.slice(1)),
    `${renderTransaction(begun)}.x`,
    renderTransaction({ ...begun, endsMs: Number.NaN }),
  ])('is not %j', (text) => {
    expect(readTransaction(text, NOW_MS)).toBeUndefined();
  });

  it('makes other checks of anything that is altered, and three that do not tell of each other', () => {
    const of = (more: Partial<typeof begun>, session?: string) =>
      Object.values(checksOf({ ...begun, ...more }, session));
    const all = [
      of({}),
      of({ purpose: 'bind' }),
      of({ endsMs: begun.endsMs + 1 }),
      of({ next: '/' }),
      of({ secret: begun.secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
      of({}, 'a session'),
    ].flat();
    expect(new Set(all).size).toBe(18);
    for (const one of all) expect(one).toMatch(/^[\w-]{43}$/);
    expect(of({ language: 'en' })).toEqual(of({}));
  });
});
