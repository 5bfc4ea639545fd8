import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ActContext } from '#contracts/actions/act-context.ts';
import { DecideClaim, decideClaim, previewDecision } from '#contracts/actions/claims/decide-claim.ts';
import { FileClaim, fileClaim } from '#contracts/actions/claims/file-claim.ts';
import { hearClaim } from '#contracts/actions/claims/hear-claim.ts';
import { listClaims } from '#contracts/actions/claims/list-claims.ts';
import { withdrawClaim } from '#contracts/actions/claims/withdraw-claim.ts';
import { announceWork } from '#contracts/actions/works/announce-work.ts';
import { cancelWork } from '#contracts/actions/works/cancel-work.ts';
import { endUnmeasured } from '#contracts/actions/works/end-unmeasured.ts';
import { listUnmeasured } from '#contracts/actions/works/list-unmeasured.ts';
import { listWorks } from '#contracts/actions/works/list-works.ts';
import { recordUnmeasured } from '#contracts/actions/works/record-unmeasured.ts';
import { InputError } from '#core/input/input-error.ts';
import { createZone } from '#core/time/zone.ts';
import { readAttachment } from '#ledger/files/attachments.ts';
import { openCityRecord } from '#ledger/history/city-record.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const HOUR_MS = 3_600_000;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** A city with its record open, as a page would have it, and the parties that act in it. */
async function createDesks(terms: Parameters<typeof createClaimCity>[0] = {}) {
  const { path, downMs } = await createClaimCity(terms);
  const record = openCityRecord({
    store: recordStore(path),
    zone: createZone(TIME_ZONE),
    cityTimeZone: TIME_ZONE,
  });
  cleanups.push(() => record[Symbol.dispose]());
  const desk = (by: string, author: string, more: Partial<ActContext> = {}): ActContext => ({
    ...{ record, by, author, ...more },
  });
  return {
    ...{ path, downMs, record, desk },
    contractor: desk('contractor:a', 'an'),
    carrier: desk('contractor:b', 'binh'),
    agency: desk('agency:x', 'chi'),
    wish: {
      device: ['cam-1'],
      fromMs: downMs,
      toMs: downMs + 3 * HOUR_MS,
      cause: 'power-cut' as const,
      evidence: 'Notice of EVN',
    },
  };
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'done';
};

describe('a claim, by two desks that share a record', () => {
  test('is filed by one with a paper that its browser sent, and decided by the other as it was previewed', async () => {
    const { path, record, desk, agency, wish } = await createDesks();
    const content = Buffer.from('no power');
    const filed = fileClaim(desk('contractor:a', 'an', { files: [{ name: 'notice.pdf', content }] }), wish);

    expect(filed).toMatchObject({ id: '1', claim: { contract: 'keeper', by: 'contractor:a' } });
    const [listed] = listClaims({ record }, { status: 'filed' }).items;
    expect(listed).toMatchObject({ id: '1', evidence: 'Notice of EVN', files: [{ name: 'notice.pdf' }] });
    expect(readAttachment(path, listed?.files[0]?.sha256 ?? '')).toEqual(content);

    const decision = { id: '1', verdict: 'accepted', reason: 'As EVN confirms' } as const;
    const preview = previewDecision(agency, decision);
    expect(preview).toMatchObject({ affected: ['contractor:a'], hearings: [] });
    expect(preview.effects.map(({ before, after }) => before.downMs - after.downMs)).toEqual([3 * HOUR_MS]);
    expect(decideClaim(agency, { ...decision, dryRun: true }, preview)).toEqual({
      ...{ recorded: false, status: 'filed' },
    });
    expect(decideClaim(agency, decision, preview)).toEqual({ recorded: true, status: 'accepted' });
    expect(listClaims({ record }, { status: 'filed' }).items).toEqual([]);
  });

  test('waits for whom it blames: asked, not in time to answer, heard, decided', async () => {
    const { contractor, carrier, agency, wish } = await createDesks();
    const decision = { id: '1', verdict: 'accepted', reason: 'The line was cut' } as const;
    fileClaim(contractor, { ...wish, cause: 'line' });

    expect(previewDecision(agency, decision).hearings).toEqual([
      { party: 'contractor:b', hearing: 'not-asked' },
    ]);
    expect(codeOf(() => decideClaim(agency, decision))).toBe('CLAIM_REFUSED');
    const nowMs = Date.now();
    const asked = hearClaim({ ...agency, nowMs: () => nowMs }, { id: '1', party: 'b' });
    expect(asked).toEqual({ party: 'contractor:b', by: 'agency:x', untilMs: nowMs + 48 * HOUR_MS });
    expect(previewDecision(agency, decision).hearings).toEqual([
      { party: 'contractor:b', hearing: 'asked', untilMs: asked.untilMs },
    ]);
    hearClaim(carrier, { id: '1', party: 'contractor:b', says: 'It was in order' });
    expect(decideClaim(agency, decision)).toEqual({ recorded: true, status: 'accepted' });
  });

  test('is refused with a code: wrong party, own account, late, unknown, twice, outside, unknown names', async () => {
    const { downMs, record, desk, contractor, carrier, agency, wish } = await createDesks({
      claimWithin: '1d',
    });
    const late = { ...agency, nowMs: () => downMs + 48 * HOUR_MS };
    const inTime = { ...contractor, nowMs: () => downMs + 12 * HOUR_MS };
    const decision = { id: '1', verdict: 'accepted', reason: 'As EVN says' } as const;

    expect(codeOf(() => fileClaim(contractor, wish))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => fileClaim(carrier, { ...wish, contract: 'keeper' }))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => fileClaim(desk('nobody', 'an'), wish))).toBe('PARTY_UNKNOWN');
    expect(codeOf(() => fileClaim(inTime, { ...wish, device: ['cam-9'] }))).toBe('SELECTION_UNKNOWN');
    expect(codeOf(() => fileClaim(inTime, { ...wish, toMs: downMs }))).toBe('CLAIM_REFUSED');
    expect(listClaims({ record }, {}).items).toEqual([]);

    expect(codeOf(() => fileClaim(inTime, wish))).toBe('done');
    expect(codeOf(() => fileClaim(inTime, wish))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => previewDecision(late, { ...decision, id: '2' }))).toBe('CLAIM_UNKNOWN');
    expect(codeOf(() => previewDecision(contractor, decision))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => previewDecision(carrier, decision))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => previewDecision(desk('agency:x', 'an'), decision))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => previewDecision(late, { ...decision, fromMs: downMs - 1 }))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => withdrawClaim(agency, { id: '1', reason: 'Not ours' }))).toBe('CLAIM_REFUSED');
    expect(codeOf(() => withdrawClaim(contractor, { id: '1', reason: 'By mistake' }))).toBe('done');
    expect(codeOf(() => hearClaim(agency, { id: '1', party: 'b' }))).toBe('CLAIM_REFUSED');
  });

  test('a form that does not hold has each problem by its member, in both languages, and nothing is read', async () => {
    const { contractor, wish } = await createDesks();
    const refused = (input: object) => {
      try {
        fileClaim(contractor, { ...wish, ...input });
      } catch (error) {
        if (error instanceof InputError) return error.problems;
      }
      return [];
    };

    expect(refused({ evidence: 'EVN \u202eton', fromMs: 1.5 })).toEqual([
      {
        member: 'fromMs',
        en: 'Invalid input: expected int, received number',
        vi: expect.stringContaining('Đầu vào không hợp lệ'),
      },
      {
        member: 'evidence',
        en: 'expected text that can be read, got U+202E, which turns the direction of writing, as character 5 (after "EVN ")',
        vi: 'cần văn bản đọc được, ký tự thứ 5 là U+202E, không nhìn thấy được',
      },
    ]);
    expect(refused({ evidence: 'no', cause: 'vandalism', cutToMs: 5 })).toMatchObject([
      { member: 'evidence', vi: 'cần từ 3 đến 2000 ký tự trên một dòng' },
      { member: '', en: '--cut-from and --cut-to go with --cause power-cut' },
    ]);
    expect(refused({ cause: 'powercuts' })).toMatchObject([
      { member: 'cause', en: expect.stringMatching(/; perhaps power-cut$/) },
    ]);
  });

  test('no form chooses who acts: party, account and papers are no members of an input', async () => {
    const { record, contractor, wish } = await createDesks();
    const forged = { ...wish, by: 'dost', author: 'chi', files: ['/etc/passwd'], attach: ['/etc/passwd'] };

    fileClaim(contractor, forged);

    expect(listClaims({ record }, {}).items).toMatchObject([{ by: 'contractor:a', author: 'an', files: [] }]);
    for (const { shape } of [FileClaim, DecideClaim])
      for (const member of ['by', 'author', 'files']) expect(shape).not.toHaveProperty(member);
  });

  test('a paper that a browser sent is held to the limits of a file: an empty one is refused before anything is recorded', async () => {
    const { record, desk, wish } = await createDesks();
    const files = [{ name: 'empty.pdf', content: Buffer.alloc(0) }];

    expect(codeOf(() => fileClaim(desk('a', 'an', { files }), wish))).toBe('LEDGER_ATTACHMENT');
    expect(listClaims({ record }, {}).items).toEqual([]);
  });
});

describe('planned work and unmeasured time', () => {
  test('work is announced, judged by contract, listed and cancelled by whoever may', async () => {
    const { record, contractor, carrier, agency } = await createDesks();
    const nowMs = Date.now();
    const at = { ...contractor, nowMs: () => nowMs };
    const work = {
      device: ['cam-1'],
      fromMs: nowMs + 25 * HOUR_MS,
      toMs: nowMs + 26 * HOUR_MS,
      reason: 'New lens',
    };

    const tried = announceWork(at, { ...work, dryRun: true });
    expect(tried).not.toHaveProperty('id');
    expect(tried.outcomes).toEqual([
      {
        ...{ contract: 'keeper', outcome: 'in-time', noticeMs: 25 * HOUR_MS, agreedMs: 24 * HOUR_MS },
        allowed: {
          ...{ askedMs: HOUR_MS, excusedMs: HOUR_MS, mostExcusedMs: HOUR_MS },
          ...{ outsideMs: 0, beyondMs: 0 },
        },
      },
    ]);
    expect(listWorks({ record }, {}).items).toEqual([]);
    expect(announceWork(at, work).id).toBe('1');
    expect(codeOf(() => announceWork(at, work))).toBe('MAINTENANCE_REFUSED');
    expect(codeOf(() => announceWork(at, { ...work, announcedMs: nowMs - HOUR_MS }))).toBe(
      'MAINTENANCE_REFUSED',
    );
    expect(listWorks({ record }, { device: ['cam-1'] }).items).toMatchObject([
      { id: '1', reason: 'New lens' },
    ]);
    expect(codeOf(() => cancelWork(carrier, { id: '1', reason: 'Rain' }))).toBe('MAINTENANCE_REFUSED');
    expect(codeOf(() => cancelWork(agency, { id: '2', reason: 'Rain' }))).toBe('MAINTENANCE_UNKNOWN');
    expect(cancelWork(agency, { id: '1', reason: 'Rain' })).toEqual({
      ...{ id: '1', by: 'agency:x', reason: 'Rain', recorded: true },
    });
  });

  test('a check counts as unmeasured by an agency, never by a contractor, and until it is ended', async () => {
    const { record, contractor, agency } = await createDesks();
    const fault = {
      device: 'cam-1',
      indicator: 'service',
      cause: 'credentials',
      reason: 'Changed by us',
    } as const;

    expect(codeOf(() => recordUnmeasured(contractor, fault))).toBe('UNMEASURED_REFUSED');
    expect(codeOf(() => recordUnmeasured(agency, { ...fault, device: 'cam-9' }))).toBe('SELECTION_UNKNOWN');
    expect(recordUnmeasured(agency, fault)).toMatchObject({ id: '1', decision: { entity: 'device:cam-1' } });
    expect(listUnmeasured({ record }, {}).items).toMatchObject([{ id: '1', cause: 'credentials' }]);
    expect(codeOf(() => endUnmeasured(agency, { id: '2', reason: 'It is set' }))).toBe('UNMEASURED_UNKNOWN');
    expect(endUnmeasured(agency, { id: '1', reason: 'It is set' })).toMatchObject({ recorded: true });
  });
});

describe('no console', () => {
  const touched: string[] = [];
  beforeEach(() => {
    for (const stream of ['stdout', 'stderr'] as const)
      vi.spyOn(process[stream], 'write').mockImplementation((text) => {
        touched.push(`${stream}: ${text}`);
        return true;
      });
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, name).mockImplementation((...words) => {
        touched.push(`${name}: ${words.join(' ')}`);
      });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is touched by any act, and no exit code set', async () => {
    const { contractor, agency, wish } = await createDesks();
    touched.length = 0;
    fileClaim(contractor, wish);
    decideClaim(agency, { id: '1', verdict: 'rejected', reason: 'No notice' });
    codeOf(() => withdrawClaim(contractor, { id: '1', reason: 'Too late' }));
    listClaims(contractor, {});
    const written = [...touched];

    expect(written).toEqual([]);
    expect(process.exitCode).toBeUndefined();
  });
});

test('papers of this machine are read by their path, for commands', async () => {
  const { path, record, desk, wish } = await createDesks();
  const letter = join(tempFolder(), 'letter.pdf');
  writeFileSync(letter, 'by post');

  fileClaim(desk('a', 'an', { files: [letter] }), wish);

  const [file] = listClaims({ record }, {}).items[0]?.files ?? [];
  expect(file?.name).toBe('letter.pdf');
  expect(readAttachment(path, file?.sha256 ?? '')).toEqual(readFileSync(letter));
});
