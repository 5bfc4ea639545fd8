import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderVerification } from '#cli/statements/render-verification.ts';
import { buildDraft } from '#contracts/statements/build-statement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { verifyStatement } from '#contracts/verification/verify-statement.ts';
import { createWords } from '#reports/statement/words/words.ts';
import { factsOf, settlementOf } from '#test/support/settlement.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const OWN_LINES = 'x\u001b[2J\u001b[H\r\nx.json: GREEN\u2028\u202e';
const UNSEEN = /[^\P{C}\n]|[\u2028\u2029]/u;

/** What a verifier reads of a file that somebody sealed himself. */
function verifyForged(change: (document: StatementDocument) => Partial<StatementDocument>) {
  const key = loadStatementKey(join(tempFolder(), 'key.pem'));
  const document = buildDraft(factsOf(key, []));
  const { text } = sealStatement({ ...document, ...change(document) }, key);
  return render(text);
}

function render(text: string) {
  const ledger = { rows: [], settle: () => settlementOf(), changedRows: () => [], problems: [] };
  const verification = verifyStatement({ text, version: '0.1.0', fingerprint: 'a'.repeat(64), ledger });
  const words = createWords('en', 'UTC', (_, styled) => styled);
  return { verification, lines: renderVerification('x.json', verification, words).split('\n') };
}

describe('a forged statement writes no line of its own', () => {
  test.each<[string, (document: StatementDocument) => Partial<StatementDocument>]>([
    ['contractor', ({ contract }) => ({ contract: { ...contract, contractor: OWN_LINES } })],
    ['warnings', () => ({ warnings: [OWN_LINES] })],
    ['time zone', ({ period }) => ({ period: { ...period, timeZone: OWN_LINES } })],
    ['digest', ({ ledger }) => ({ ledger: { ...ledger, digest: OWN_LINES } })],
    ['fingerprint', ({ signer }) => ({ signer: { ...signer, fingerprint: OWN_LINES } })],
    [
      'figures',
      ({ figures }) => ({
        figures: { ...figures, parts: figures.parts.map((part) => ({ ...part, contractor: OWN_LINES })) },
      }),
    ],
  ])('by its %s', (_, change) => {
    const { verification, lines } = verifyForged(change);

    expect(verification.isGood).toBe(false);
    expect(lines.join('\n')).toMatch(/1b}?\[2J/);
    expect(lines.join('\n')).not.toMatch(UNSEEN);
    expect(lines.filter((line) => line.startsWith('x.json'))).toEqual([
      'x.json: RED: do not rely on this file',
    ]);
  });

  test.each<[string, (document: StatementDocument) => Partial<StatementDocument>]>([
    ['id', () => ({ id: OWN_LINES })],
    ['contract.id', ({ contract }) => ({ contract: { ...contract, id: OWN_LINES } })],
    ['period.label', ({ period }) => ({ period: { ...period, label: OWN_LINES } })],
    ['software.version', ({ software }) => ({ software: { ...software, version: OWN_LINES } })],
  ])('and is none where its %s is no name', (place, change) => {
    const { verification, lines } = verifyForged(change);

    expect(verification.checks[0]?.problems[0]).toContain(
      `document.${place}: expected a statement of camwatch, got`,
    );
    expect(lines.join('\n')).not.toMatch(UNSEEN);
  });

  test('by not being JSON', () => {
    expect(render(OWN_LINES).lines.join('\n')).not.toMatch(UNSEEN);
  });
});
