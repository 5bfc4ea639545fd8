import { expect, it } from 'vitest';
import type { AuditQuery, AuditRow } from '#ledger/record/audit.ts';
import { startClosedPortal } from './sample-door.ts';

const ROWS: readonly AuditRow[] = Array.from({ length: 250 }, (_, index) => ({
  seq: 1_000 - index,
  action: index % 2 === 0 ? 'account-add' : 'something-new',
  author: index === 0 ? '<script>alert(1)</script>' : index % 5 === 0 ? 'an' : 'binh',
  recordedMs: Date.UTC(2026, 10, 25) - index * 60_000,
  body: { account: `nguoi.${index}`, why: '=cmd()' },
  hash: String(index).padStart(64, '0'),
}));

/** As the ledger answers. */
const audits = ({ author, action, beforeSeq = Number.POSITIVE_INFINITY, limit }: AuditQuery) =>
  ROWS.filter(
    (row) =>
      row.seq < beforeSeq && row.author === (author ?? row.author) && row.action === (action ?? row.action),
  ).slice(0, limit);

async function startAudited() {
  const portal = await startClosedPortal(undefined, { audits });
  return { ...portal, cookie: await portal.enter(await portal.addPerson('auditor')) };
}

it('the audit trail is read page by page, each row once', async () => {
  const { get, cookie } = await startAudited();
  const seen: string[] = [];
  let path = '/audit?lang=en';
  for (let page = 0; page < 3; page++) {
    const text = await (await get(path, { cookie })).text();
    seen.push(...[...text.matchAll(/account: (nguoi\.\d+)/g)].map(([, name = '']) => name));
    path = (/href="([^"]+)" rel="next"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
  }
  expect(path).toBe('');
  expect(seen).toEqual(ROWS.map(({ body }) => body?.account));
});

it('is narrowed by who did what, and keeps the choice in the link to its file', async () => {
  const { get, cookie } = await startAudited();
  const text = await (await get('/audit?author=an&action=something-new&lang=vi', { cookie })).text();
  expect(text).toContain('Nhật ký kiểm toán');
  expect(text.match(/<tr><td>/g)).toHaveLength(25);
  const file = (/href="([^"]+format=csv[^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
  const csv = await (await get(file, { cookie })).text();
  expect(csv.trim().split('\n')).toHaveLength(26);
  expect(await (await get('/audit?author=nobody', { cookie })).text()).toContain('Không có dòng nào');
});

it('runs nothing that stands in a row', async () => {
  const { get, cookie } = await startAudited();
  const text = await (await get('/audit', { cookie })).text();
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&lt;script&gt;alert(1)');
});

it.each([
  ['days-taken-out', { rows: 2, first: 'device:cam-bi-mat reach' }],
  ['check-now', { device: 'cam-bi-mat' }],
])('names devices of %s to whoever may see secret sites alone', async (action, body) => {
  const [row] = ROWS;
  const told = row ? [{ ...row, action, body }] : [];
  const { get, enter, addPerson } = await startClosedPortal(undefined, { audits: () => [...told] });
  for (const path of ['/audit', '/audit?format=csv']) {
    const read = async (seesSecret: boolean) => {
      const account = await addPerson('auditor', { seesSecret }).catch(
        () => `auditor.${seesSecret ? 'secret' : 'city'}`,
      );
      return await (await get(path, { cookie: await enter(account) })).text();
    };
    expect(await read(true)).toContain('cam-bi-mat');
    expect(await read(false)).not.toContain('cam-bi-mat');
  }
});

it.each(['noc', 'agency', 'contractor'] as const)('is nothing for %s', async (role) => {
  const { get, enter, addPerson } = await startAudited();
  const bound = role === 'noc' ? {} : { organisation: 'nha-thau-a' };
  const cookie = await enter(await addPerson(role, bound));
  expect((await get('/audit', { cookie })).status).toBe(403);
  expect(await (await get('/account', { cookie })).text()).not.toContain('/audit');
});

it.each(['cursor=x', 'format=pdf', `author=${'a'.repeat(101)}`, 'nonsense=1'])(
  'says what is wrong with %s',
  async (query) => {
    const { get, cookie } = await startAudited();
    expect((await get(`/audit?${query}`, { cookie })).status).toBe(400);
  },
);
