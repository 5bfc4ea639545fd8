import { Temporal } from 'temporal-polyfill';
import {
  checkOf,
  isGood,
  listChecks,
  type VerificationCheck,
} from '../../contracts/verification/verification-check.ts';
import { CamwatchError } from '../../core/errors.ts';
import { isSameJson } from '../../core/text/canonical-json.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { buildFigures } from './build-figures.ts';
import type { FiguresDocument, FiguresSections } from './document/annual-figures.ts';
import { indexFigures } from './document/figure-index.ts';
import type { FiguresBuilders } from './document/figures-input.ts';
import type { MeasuredFigures } from './document/measured-figures.ts';
import { openFigures } from './seal-figures.ts';

export const FIGURES_CHECKS = ['seal', 'signer', 'ledger', 'record', 'figures'] as const;
export type FiguresCheckName = (typeof FIGURES_CHECKS)[number];

export type FiguresCheck = VerificationCheck<FiguresCheckName>;

/** A figure of the file that the ledger does not give. */
export interface FigureDifference {
  readonly id: string;
  /** Absent: one of the two does not have it. */
  readonly inFile?: number | string;
  readonly fromLedger?: number | string;
}

export interface FiguresVerification {
  /** Nothing that was checked is bad. */
  readonly isGood: boolean;
  readonly checks: readonly FiguresCheck[];
  /** How many figures were compared. */
  readonly compared: number;
  readonly differences: readonly FigureDifference[];
  /** What the file says, where it can be read; its texts are not to be trusted where a check is bad. */
  readonly document?: FiguresDocument;
  /** Worth knowing, and not wrong. */
  readonly notes: readonly string[];
}

export interface VerifyFiguresInput {
  readonly text: string;
  /** Of the key that the reader got by another way: it alone counts then. */
  readonly fingerprint?: string;
  /** Fingerprints of the keys that the ledger, or the office that keeps it, signs with. */
  readonly knownKeys?: readonly string[];
  /** Absent: only what can be said of the file by itself. */
  readonly reader?: LedgerReader;
  /** What is wrong with that ledger itself, its schema and its working tables included: see `findRecordProblems`; absent: nobody looked. */
  readonly ledgerProblems?: readonly string[];
  readonly builders: FiguresBuilders;
  /** Of the program that verifies. */
  readonly version: string;
}

/** Checks the figures of a report: their bytes, who signed them, where the chain stood, and that the ledger still gives each. */
export function verifyFigures(input: VerifyFiguresInput): FiguresVerification {
  const { sealed, problems } = openFigures(input.text);
  const seal = checkOf('seal', problems);
  if (!sealed) return conclude([seal], { compared: 0, differences: [], notes: [] });
  const { document } = sealed;
  const signer = checkSigner(document, input);
  const notes = notesOf(document, input);
  if (!input.reader) return conclude([seal, ...signer], { document, compared: 0, differences: [], notes });
  const record = checkOf('record', checkRecord(document, input.reader));
  const sound = input.ledgerProblems ? [checkOf('ledger', input.ledgerProblems)] : [];
  const again = buildAgain(document, input.reader, input);
  if (typeof again === 'string') {
    const figures = checkOf('figures', [`cannot be computed again: ${again}`]);
    return conclude([seal, ...signer, ...sound, record, figures], {
      document,
      compared: 0,
      differences: [],
      notes,
    });
  }
  const { compared, differences } = compareFigures(document, again);
  const figures = checkOf('figures', problemsOf(document, again, differences));
  return conclude([seal, ...signer, ...sound, record, figures], { document, compared, differences, notes });
}

function conclude(
  done: readonly FiguresCheck[],
  rest: Omit<FiguresVerification, 'isGood' | 'checks'>,
): FiguresVerification {
  const checks = listChecks(FIGURES_CHECKS, done);
  return { ...rest, isGood: isGood(checks), checks };
}

/** Where no key is known nothing can be said: anybody can seal a file with one of his own. */
function checkSigner(
  { signer }: FiguresDocument,
  { fingerprint, knownKeys = [] }: VerifyFiguresInput,
): readonly FiguresCheck[] {
  if (fingerprint !== undefined) {
    const isSame = signer.fingerprint === fingerprint.toLowerCase().replaceAll(/[\s:]/g, '');
    const problem = `expected the key ${fingerprint}, got the key ${signer.fingerprint}`;
    return [checkOf('signer', isSame ? [] : [problem])];
  }
  if (knownKeys.length === 0) return [];
  const problem = `signed by a key that this ledger does not know: expected ${knownKeys.join(' or ')}, got ${signer.fingerprint}; --fingerprint takes a key that was named to you by another way`;
  return [checkOf('signer', knownKeys.includes(signer.fingerprint) ? [] : [problem])];
}

/** The chain that the figures rest on is the one at hand. */
function checkRecord({ ledger, recordedBeforeMs }: FiguresDocument, reader: LedgerReader): readonly string[] {
  const { seq, hash, rows } = reader.chainBefore(recordedBeforeMs);
  if (seq !== ledger.headSeq || hash !== ledger.headHash)
    return [
      `expected the chain to stand at row ${ledger.headSeq} (${ledger.headHash}), got row ${seq} (${hash})`,
    ];
  return isSameJson({ ...rows }, ledger.rows)
    ? []
    : [`expected the rows ${JSON.stringify(ledger.rows)}, got ${JSON.stringify(rows)}`];
}

/** The document made again, or why there is none: a file that was changed may ask for what is not. */
function buildAgain(
  document: FiguresDocument,
  reader: LedgerReader,
  { builders }: VerifyFiguresInput,
): FiguresDocument | string {
  const { window, deadline, software } = document;
  try {
    const again = buildFigures(reader, {
      ...document,
      fromDate: window.firstDate,
      toDate: Temporal.PlainDate.from(window.lastDate).add({ days: 1 }).toString(),
      ...(deadline !== undefined && { deadlineDate: deadline }),
      version: software.version,
      builders,
    });
    return { ...again, sections: { ...again.sections, ...withoutBuilder(document, builders) } };
  } catch (error) {
    if (error instanceof CamwatchError || error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Sections that nobody is at hand to build again: they are not compared. */
function withoutBuilder({ sections }: FiguresDocument, builders: FiguresBuilders): Partial<FiguresSections> {
  const { plan, planFindings } = sections;
  return {
    ...(!builders.plan && { plan }),
    ...(!builders.planFindings && { planFindings }),
    ...(!builders.measured && pickMeasured(sections)),
  };
}

function pickMeasured(sections: FiguresSections): MeasuredFigures {
  const { availability, outages, causes, contracts, reconciliation } = sections;
  const { links, recorders, months, yearBefore, rankings } = sections;
  return {
    ...{ availability, outages, causes, contracts, reconciliation },
    ...{ links, recorders, months, yearBefore, rankings },
  };
}

function compareFigures(
  document: FiguresDocument,
  again: FiguresDocument,
): Pick<FiguresVerification, 'compared' | 'differences'> {
  const valuesOf = (of: FiguresDocument) => new Map(indexFigures(of).map(({ id, value }) => [id, value]));
  const [inFile, fromLedger] = [valuesOf(document), valuesOf(again)];
  const ids = new Set([...inFile.keys(), ...fromLedger.keys()]);
  const differences = [...ids].flatMap((id): FigureDifference[] => {
    const [ours, theirs] = [inFile.get(id), fromLedger.get(id)];
    if (ours === theirs) return [];
    return [
      {
        id: showUntrusted(id),
        ...(ours !== undefined && { inFile: typeof ours === 'string' ? showUntrusted(ours) : ours }),
        ...(theirs !== undefined && { fromLedger: theirs }),
      },
    ];
  });
  return { compared: ids.size, differences };
}

const MOST_TOLD = 3;

function problemsOf(
  document: FiguresDocument,
  again: FiguresDocument,
  differences: readonly FigureDifference[],
): readonly string[] {
  if (differences.length > 0) {
    const told = differences
      .slice(0, MOST_TOLD)
      .map(
        ({ id, inFile = '–', fromLedger = '–' }) =>
          `${id}: ${inFile} in the file, ${fromLedger} from the ledger`,
      );
    const more = differences.length - told.length;
    return [...told, ...(more > 0 ? [`and ${more} more`] : [])];
  }
  // Where the chain stands is a check of its own.
  const isSame = isSameJson({ ...document, ledger: {} }, { ...again, ledger: {} });
  return isSame ? [] : ['every figure is the same, and names, dates or examples are not'];
}

function notesOf({ software, signer }: FiguresDocument, input: VerifyFiguresInput): readonly string[] {
  const { version, builders, reader, fingerprint, knownKeys = [] } = input;
  const names = ['measured', 'plan', 'planFindings'] as const;
  const absent = reader ? names.filter((name) => !builders[name]) : [];
  return [
    ...(software.version === version
      ? []
      : [
          `the file was made by camwatch ${software.version}, this is ${version}: figures of another version may differ`,
        ]),
    ...(absent.length === 0 ? [] : [`not compared: ${absent.join(', ')}`]),
    ...(reader
      ? []
      : ['only the seal of the file itself was checked, and none of its figures with a ledger']),
    ...(fingerprint === undefined && knownKeys.length === 0
      ? [
          `anybody can seal a file with a key of his own: compare ${signer.fingerprint} with the fingerprint that was named to you`,
        ]
      : []),
  ].map(showUntrusted);
}
