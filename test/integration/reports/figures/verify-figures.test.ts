import { describe, expect, test } from 'vitest';
import type { FindingObservation } from '#core/domain/findings.ts';
import { canonicalJson } from '#core/text/canonical-json.ts';
import { buildFigures, type FiguresOptions } from '#reports/figures/build-figures.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { indexFigures } from '#reports/figures/document/figure-index.ts';
import { isMissing } from '#reports/figures/document/figure-parts.ts';
import { openFigures, sealFigures } from '#reports/figures/seal-figures.ts';
import { verifyFigures } from '#reports/figures/verify-figures.ts';
import { FIGURES_KEY, figuresOptions } from '../../../support/figures-year.ts';
import { device } from '../../../support/inventory.ts';
import { deviceRevision, writeLedger } from '../../../support/settlement-ledger.ts';
import { openTempLedger, openTempReader, tamper, tempLedgerPath } from '../../../support/temp-ledger.ts';

const FROM_MS = Date.parse('2024-12-01T00:00+07:00');
const TO_MS = Date.parse('2025-11-16T00:00+07:00');

const camera = (id: string, given = {}) =>
  deviceRevision(FROM_MS, device({ id, lifecycle: [{ stage: 'installed', atMs: FROM_MS }], ...given }));

const smallLedger = (path = tempLedgerPath()) =>
  writeLedger([{ recordedMs: FROM_MS, revisions: [camera('cam-1'), camera('cam-2')] }], path);

const sealed = (path: string, options: Partial<FiguresOptions> = {}) =>
  sealFigures(buildFigures(openTempReader(path), figuresOptions(options)), FIGURES_KEY);

const verify = (
  text: string,
  path?: string,
  fingerprint?: string,
  knownKeys: readonly string[] = [],
  ledgerProblems: readonly string[] = [],
) =>
  verifyFigures({
    text,
    builders: {},
    version: '1.0.0',
    knownKeys,
    ...(path !== undefined && { reader: openTempReader(path), ledgerProblems }),
    ...(fingerprint !== undefined && { fingerprint }),
  });

const outcomes = ({ checks }: ReturnType<typeof verify>) =>
  Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
const problems = ({ checks }: ReturnType<typeof verify>) => checks.flatMap((check) => check.problems);

/** Another number in the file, sealed anew with a key of one's own. */
function forge(document: FiguresDocument, change: (text: string) => string) {
  const { sealed: changed } = openFigures(
    sealFigures(JSON.parse(change(canonicalJson(document))), FIGURES_KEY).text,
  );
  if (!changed) throw new Error('expected figures');
  return changed.text;
}

describe('sealed figures', () => {
  test('hold by themselves, and against the key and the ledger that they were made from', () => {
    const path = smallLedger();
    const { text, document } = sealed(path);

    expect(outcomes(verify(text))).toEqual({
      seal: 'good',
      signer: 'not-checked',
      ledger: 'not-checked',
      record: 'not-checked',
      figures: 'not-checked',
    });
    const whole = verify(text, path, document.signer.fingerprint.toUpperCase());
    expect(outcomes(whole)).toEqual({
      seal: 'good',
      signer: 'good',
      ledger: 'good',
      record: 'good',
      figures: 'good',
    });
    expect(whole.isGood).toBe(true);
    expect(whole.compared).toBe([...indexFigures(document)].length);
    expect(whole.notes).toEqual(['not compared: measured, plan, planFindings']);
  });

  test('are bad where the ledger itself is, with what is wrong with it', () => {
    const path = smallLedger();
    const { text } = sealed(path);

    const result = verify(
      text,
      path,
      undefined,
      [],
      ['the status of device:cam-1 reach is not what the changes say'],
    );

    expect(outcomes(result)).toMatchObject({ ledger: 'bad', record: 'good', figures: 'good' });
    expect(result.isGood).toBe(false);
    expect(problems(result)).toEqual(['the status of device:cam-1 reach is not what the changes say']);
  });

  test('signed by a key that the ledger does not know are bad, unless it was named by another way', () => {
    const path = smallLedger();
    const { text, document } = sealed(path);
    const { fingerprint } = document.signer;

    expect(outcomes(verify(text, path, undefined, ['aa', fingerprint]))).toMatchObject({ signer: 'good' });
    const unknown = verify(text, path, undefined, ['aa', 'bb']);
    expect(unknown.isGood).toBe(false);
    expect(problems(unknown)).toEqual([
      `signed by a key that this ledger does not know: expected aa or bb, got ${fingerprint}; --fingerprint takes a key that was named to you by another way`,
    ]);
    expect(outcomes(verify(text, path, fingerprint, ['aa']))).toMatchObject({ signer: 'good' });
  });

  test('without a ledger are told to be no more than sealed, with the fingerprint to compare', () => {
    const { text, document } = sealed(smallLedger());

    expect(verify(text).notes).toEqual([
      'only the seal of the file itself was checked, and none of its figures with a ledger',
      `anybody can seal a file with a key of his own: compare ${document.signer.fingerprint} with the fingerprint that was named to you`,
    ]);
  });

  test('still hold when years were recorded after them', () => {
    const path = smallLedger();
    const { text } = sealed(path);
    writeLedger([{ recordedMs: Date.parse('2026-06-01'), revisions: [camera('cam-3')] }], path);

    expect(verify(text, path)).toMatchObject({ isGood: true, differences: [] });
    expect(sealed(path).text).toBe(text);
  });

  test('a changed byte breaks the seal', () => {
    const { text } = sealed(smallLedger());

    const { isGood, checks } = verify(text.replace('"closing":2', '"closing":3'));

    expect(isGood).toBe(false);
    expect(checks[0]?.problems.map((problem) => problem.replaceAll(/[0-9a-f]{64}/g, '…'))).toEqual([
      'hash: expected … as the seal says, got … of the document',
      'signature: does not belong to this document and the key …',
    ]);
  });

  test('a number that the ledger does not give is found, though the seal is whole, and named by its id', () => {
    const path = smallLedger();
    const { document } = sealed(path);

    const result = verify(
      forge(document, (text) => text.replace('"closing":2', '"closing":3')),
      path,
    );

    expect(outcomes(result)).toMatchObject({ seal: 'good', record: 'good', figures: 'bad' });
    expect(result.differences).toEqual([
      { id: 'movement.agency.none.kinds.camera.closing', inFile: 3, fromLedger: 2 },
    ]);
    expect(problems(result)).toEqual([
      'movement.agency.none.kinds.camera.closing: 3 in the file, 2 from the ledger',
    ]);
  });

  test('names that were changed are found where every number is the same', () => {
    const path = smallLedger();
    const { document } = sealed(path);

    const result = verify(
      forge(document, (text) => text.replace('["cam-1","cam-2"]', '["cam-1","x"]')),
      path,
    );

    expect(problems(result)).toEqual(['every figure is the same, and names, dates or examples are not']);
  });

  test('another ledger, another key, a rewritten row: each is told', () => {
    const path = smallLedger();
    const { text } = sealed(path);
    const other = writeLedger([{ recordedMs: FROM_MS, revisions: [camera('cam-1')] }]);

    expect(outcomes(verify(text, other))).toMatchObject({ seal: 'good', record: 'bad', figures: 'bad' });
    expect(outcomes(verify(text, path, 'ab:cd'))).toMatchObject({ seal: 'good', signer: 'bad' });
    tamper(path, "UPDATE revision SET body = replace(body, 'camera', 'switch') WHERE id = 'cam-1'");
    expect(outcomes(verify(text, path))).toMatchObject({ seal: 'good', record: 'good', figures: 'bad' });
  });

  test('a window that nobody may ask for is no crash', () => {
    const path = smallLedger();
    const { document } = sealed(path);

    const result = verify(
      forge(document, (text) => text.replace('"year":2025', '"year":2026')),
      path,
    );

    expect(problems(result)).toEqual([
      'cannot be computed again: data window: expected a last day of the data in 2026, got 2025-11-15',
    ]);
  });

  test.each([
    ['no JSON', 'x', /^expected figures of a report as JSON, got something else: /],
    ['another file', '{"document":{}}', /^document\.format: expected figures of a report of camwatch, got: /],
  ])('%s is refused with what was expected', (_what, text, expected) => {
    const { isGood, checks } = verify(text);

    expect(isGood).toBe(false);
    expect(checks[0]?.problems).toEqual([expect.stringMatching(expected)]);
  });

  test('a file of another version is compared, and told to be so', () => {
    const path = smallLedger();
    const { text } = sealed(path, { version: '0.9.0' });

    const { isGood, notes } = verify(text, path, FIGURES_KEY.signer.fingerprint);
    expect(isGood).toBe(true);
    expect(notes).toEqual([
      'the file was made by camwatch 0.9.0, this is 1.0.0: figures of another version may differ',
      'not compared: measured, plan, planFindings',
    ]);
  });
});

describe('figures by their ids', () => {
  test('each has the command that gives it again, and no id occurs twice', () => {
    const plan = () => ({ state: { tasks: [{ id: 'II.1', percent: 40 }] } });
    const { document } = sealed(smallLedger(), { builders: { plan } });

    const figures = [...indexFigures(document)];

    const byId = new Map(figures.map((figure) => [figure.id, figure]));
    expect(byId.size).toBe(figures.length);
    expect(byId.get('movement.city.camera.closing')).toEqual({
      id: 'movement.city.camera.closing',
      value: 2,
      command:
        './camwatch report figure movement.city.camera.closing --year 2025 --recorded-before 2025-11-16T17:00:00.000Z',
    });
    expect(byId.get('plan.state.tasks.II.1.percent')?.value).toBe(40);
    expect(byId.get('availability.missing.code')?.value).toBe('not-asked-for');
  });
});

describe('security findings', () => {
  test('stand from when they were first seen until they were seen gone, whenever it is asked', async () => {
    const path = smallLedger();
    const ledger = await openTempLedger(path);
    const seen = (id: string, atMs: number, isPresent: boolean, code: FindingObservation['code']) => ({
      entity: `device:${id}` as const,
      code,
      subject: '',
      isPresent,
      atMs,
      values: {},
    });
    await ledger.noteFindings([
      seen('cam-1', FROM_MS - 9, true, 'default-password'),
      seen('cam-2', FROM_MS, true, 'default-password'),
      seen('cam-2', TO_MS - 1, false, 'default-password'),
      seen('cam-1', FROM_MS - 9, true, 'telnet-open'),
      seen('cam-1', FROM_MS, false, 'telnet-open'),
      seen('cam-2', TO_MS - 1, true, 'firmware-old'),
      seen('cam-2', TO_MS, false, 'firmware-old'),
      seen('cam-1', TO_MS, true, 'snmp-old-version'),
    ]);
    await ledger.close();

    const { security } = buildFigures(openTempReader(path), figuresOptions()).sections;

    if (isMissing(security)) throw new Error(security.missing.code);
    expect(security.findings).toEqual({
      rows: [
        { id: 'default-password', atEnd: 1, inWindow: 2, cameUp: 1, gone: 1 },
        { id: 'firmware-old', atEnd: 1, inWindow: 1, cameUp: 1, gone: 0 },
      ],
      devicesAtEnd: 2,
      devices: 2,
    });
    expect(security.certificates).toEqual({ valid: 0, withoutDate: 0, expired: 0, none: 2 });
  });
});
