import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ProofDocument } from '#contracts/proof/proof-schema.ts';
import { verifyProof } from '#contracts/proof/verify-proof.ts';
import { sealDocument } from '#contracts/statements/document-seal.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { statementOffice } from '#test/support/statement-office.ts';
import { verifyProof as verifyProofAgain } from '#verifier/proof.mjs';

const VERIFIER = new URL('../../../../verifier/verify.mjs', import.meta.url).pathname;

/** A statement on record, under a checkpoint. */
async function drafted(terms: Parameters<typeof statementOffice>[0] = {}) {
  const office = statementOffice(terms);
  const { ledger, seal, file } = office;
  const { out } = await seal('draft', 'draft.json', '--json');
  const key: string = JSON.parse(out).fingerprint;
  const checkpoint = () => runCamwatch('checkpoint', 'issue', '--ledger', ledger);
  const prove = (name: string, ...what: readonly string[]) =>
    office.about('explain', ...what, '--proof', file(name));
  return { ...office, key, checkpoint, prove };
}

describe('a proof of one line', () => {
  test('is refused before a checkpoint covers its rows, and holds by itself and with the sealed file after', async () => {
    const { run, file, key, checkpoint, prove } = await drafted();

    const early = await prove('early.json', '--line', '1');
    await checkpoint();
    const made = await prove('line.json', '--line', '1');
    const alone = await run('verify', '--proof', file('line.json'));
    const named = await run(
      'verify',
      '--proof',
      file('line.json'),
      file('draft.json'),
      '--fingerprint',
      key,
      '--json',
    );

    expect(early.code).toBe(1);
    expect(early.err).toMatch(
      /expected rows under a checkpoint, got row \d+, .* covers rows up to 0: camwatch/,
    );
    expect([made.code, made.err]).toEqual([0, '']);
    expect(alone.code).toBe(0);
    expect(alone.out).toContain('NOT PROVEN: all of it fits together');
    expect(alone.out).toMatch(/^ {2}cameras:2025-09 · .*\bline 1$/m);
    expect(JSON.parse(named.out)).toMatchObject({ verdict: 'good', withheld: [] });
    expect(named.code).toBe(0);
  });

  test('holds over rows of several checkpoints, for both verifiers', async () => {
    const { run, seal, agreed, file, key, checkpoint, prove } = await drafted();
    await checkpoint();
    await seal('issue', 'issued.json', ...agreed());
    await checkpoint();
    await prove('line.json', '--line', '1');

    const { out, code } = await run('verify', '--proof', file('line.json'), '--fingerprint', key, '--json');

    const again = verifyProofAgain(readFileSync(file('line.json'), 'utf8'), { fingerprint: key });
    expect(JSON.parse(readFileSync(file('line.json'), 'utf8')).document.trees).toHaveLength(2);
    expect([JSON.parse(out).verdict, code, again.verdict]).toEqual(['good', 0, 'green']);
    expect(again.findings.flatMap(({ notes }) => notes)).toEqual([
      expect.stringMatching(/^signed by camwatch\/[0-9a-f]{16}$/),
      'not checked without the sealed statement: that it says just this',
    ]);
  });

  test('of an outage has its rows and those of what cut it off, and no others', async () => {
    const { file, checkpoint, prove } = await drafted();
    await checkpoint();

    await prove('outage.json', 'cam-2', '--outage', '1');

    const { document } = verifyProof({ text: readFileSync(file('outage.json'), 'utf8') });
    const bodies = document?.rows.map(({ body = '' }) => JSON.parse(body)) ?? [];
    const entities = new Set(bodies.filter(({ table }) => table === 'change').map(({ entity }) => entity));
    expect([...entities].sort()).toEqual(['device:cam-2', 'link:line']);
    expect(document?.about).toEqual({
      entity: 'device:cam-2',
      outage: expect.stringMatching(/^change:\d+$/),
    });
    expect(document?.parts[0]?.stretches).toMatchObject([{ class: 'others', blame: { owner: 'link:line' } }]);
  });

  test('over all together has the rows of contract and statement, and of the others their number and digest', async () => {
    const { run, file, checkpoint, prove } = await drafted({
      deductions: { per: 'fleet', tiers: [{ below: '99%', amount: '1000000 VND' }] },
    });
    await checkpoint();

    await prove('line.json', '--line', '1');
    const { code } = await run('verify', '--proof', file('line.json'), file('draft.json'));

    const { document } = verifyProof({ text: readFileSync(file('line.json'), 'utf8') });
    const tables = document?.rows.map(({ body = '' }) => JSON.parse(body).table) ?? [];
    expect(code).toBe(0);
    expect([...new Set(tables)].sort()).toEqual(['checkpoint', 'revision', 'statement']);
    expect(document?.parts).toMatchObject([
      { entities: [], lines: [{ line: 1, payable: '1000000' }], stretches: [] },
    ]);
  });

  test('is red after any one changed byte', async () => {
    const { file, checkpoint, prove } = await drafted();
    await checkpoint();
    await prove('outage.json', 'cam-2', '--outage', '1');
    const text = readFileSync(file('outage.json'), 'latin1');
    const isGood = (changed: string) =>
      verifyProof({ text: Buffer.from(changed, 'latin1').toString('utf8') }).isGood;

    const unseen = Array.from(text, (_, place) => place).filter((place) => {
      const other = text[place] === '1' ? '2' : '1';
      return isGood(text.slice(0, place) + other + text.slice(place + 1));
    });

    expect(isGood(text)).toBe(true);
    expect(text.length).toBeGreaterThan(5_000);
    expect(unseen).toEqual([]);
  }, 300_000);

  test('is red for the second verifier too, and green where it is whole', async () => {
    const { file, key, checkpoint, prove } = await drafted();
    await checkpoint();
    await prove('outage.json', 'cam-2', '--outage', '1');
    const [proof, statement] = ['outage.json', 'draft.json'].map((name) => readFileSync(file(name), 'utf8'));
    const verdictOf = (text = '') => verifyProofAgain(text, { fingerprint: key, statement }).verdict;
    const places = Array.from({ length: 200 }, (_, index) =>
      Math.floor((index * (proof?.length ?? 0)) / 200),
    );

    const ran = spawnSync(process.execPath, [VERIFIER, '--proof', file('outage.json'), '--fingerprint', key]);
    const unseen = places.filter((place) => {
      const other = proof?.[place] === '1' ? '2' : '1';
      try {
        return verdictOf(`${proof?.slice(0, place)}${other}${proof?.slice(place + 1)}`) !== 'red';
      } catch (error) {
        return !(error instanceof SyntaxError);
      }
    });

    expect(verdictOf(proof)).toBe('green');
    expect([ran.status, String(ran.stderr)]).toEqual([0, '']);
    expect(unseen).toEqual([]);
  });

  test('that somebody changed and sealed anew is red by its paths, for both', async () => {
    const { file, checkpoint, prove } = await drafted();
    await checkpoint();
    await prove('outage.json', 'cam-2', '--outage', '1');
    const { document } = JSON.parse(readFileSync(file('outage.json'), 'utf8'));
    const key = loadStatementKey(file('other.pem'));
    const forge = (change: (proof: ProofDocument) => void) => {
      const copy: ProofDocument = structuredClone(document);
      change(copy);
      const { text } = sealDocument(toJson({ ...copy, signer: key.signer }), key);
      const { checks } = verifyProof({ text });
      return [
        ...checks.filter(({ outcome }) => outcome === 'bad').map(({ name }) => name),
        verifyProofAgain(text, {}).verdict,
      ];
    };
    const rowOf = ({ rows }: ProofDocument, table: string) => {
      const row = rows.find(({ body }) => body?.includes(`"table":"${table}"`));
      if (!row) throw new Error(`expected a row of ${table}`);
      return row;
    };

    const edited = forge((proof) => {
      const row = rowOf(proof, 'change');
      row.body = row.body?.replace('"state":"down"', '"state":"up"').replace('"at_ms":1', '"at_ms":2') ?? '';
    });
    const rehashed = forge((proof) => {
      const row = rowOf(proof, 'change');
      row.body = row.body?.replace('"at_ms":1', '"at_ms":2') ?? '';
      row.hash = createHash('sha256').update(`${row.prev}\n${row.body}`).digest('hex');
    });
    const shorter = forge((proof) => {
      proof.rows = proof.rows.filter((row) => row !== rowOf(proof, 'change'));
    });
    const otherSeal = forge((proof) => {
      proof.statement.seal.sha256 = 'f'.repeat(64);
    });
    const sums = forge((proof) => {
      const entity = proof.parts[0]?.entities[0];
      if (entity) entity.sums = { ...entity.sums, down: 1 };
    });

    expect(edited).toEqual(['rows', 'red']);
    // The row after it follows another hash.
    expect(rehashed).toEqual(['rows', 'paths', 'red']);
    expect(shorter).toEqual(['paths', 'red']);
    expect(otherSeal).toEqual(['record', 'red']);
    expect(sums[0]).toBe('money');
  });
});

/** As the schema has it, without what is absent. */
function toJson(proof: ProofDocument): Parameters<typeof sealDocument>[0] {
  return JSON.parse(JSON.stringify(proof));
}
