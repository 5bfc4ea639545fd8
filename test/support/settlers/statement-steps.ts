import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '#cli/shell/context.ts';
import { buildAgreeCommand } from '#cli/statements/agree-command.ts';
import { buildDraftCommand } from '#cli/statements/draft-command.ts';
import { buildIssueCommand } from '#cli/statements/issue-command.ts';
import { buildObjectCommand } from '#cli/statements/object-command.ts';
import { buildRestateCommand } from '#cli/statements/restate-command.ts';
import { CamwatchError } from '#core/errors.ts';
import { createDraw } from './draw.ts';
import type { RandomLedger } from './world.ts';

/** Statements of a ledger, made by the commands that people use. */
export interface StatementSteps {
  readonly draft: (contract: string, period: string) => Promise<void>;
  /** What the contractor objects to is drawn of what the draft says. */
  readonly object: (period: string) => Promise<void>;
  /** Says whether it was issued. */
  readonly issue: (period: string) => Promise<boolean>;
  readonly restate: (period: string) => Promise<void>;
  /** The files, in the order in which they were made. */
  readonly files: () => readonly string[];
}

/** What may be refused of what was drawn: a contract that is not in force, a period of which nothing is on record or nothing changed. */
const REFUSED = new Set(['SETTLEMENT_CONTRACT', 'STATEMENT_REFUSED', 'STATEMENT_UNKNOWN']);

export function createStatementSteps(path: string, folder: string, { seed }: RandomLedger): StatementSteps {
  const out = join(folder, 'out');
  mkdirSync(out);
  const paper = join(folder, 'paper.txt');
  writeFileSync(paper, 'agreed');
  let made = 0;
  const place = (name: string) => join(out, `${String(++made).padStart(2, '0')}-${name}`);
  const key = ['--key', join(folder, 'key.pem')];
  const run = async (build: (context: Context) => Command, options: readonly string[]): Promise<boolean> => {
    try {
      await build(createContext()).parseAsync(['--ledger', path, '--author', 'clerk', ...options], {
        from: 'user',
      });
      return true;
    } catch (error) {
      if (error instanceof CamwatchError && REFUSED.has(error.code)) return false;
      throw error;
    }
  };
  const of = (period: string, contract = 'c') => ['--contract', contract, '--period', period];
  const files = () =>
    readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  const lastFile = () => JSON.parse(readFileSync(files().at(-1) ?? '', 'utf8'));
  const lastDraft = () => lastFile().document;
  /** By an act of its own, or on paper. */
  const agree = async (period: string, contractor: string) => {
    if (seed % 2 === 0) return ['--agreed-by', contractor, '--attach', paper];
    await run(buildAgreeCommand, [...of(period), '--by', contractor, '--hash', lastFile().seal.sha256]);
    return [];
  };
  return {
    draft: async (contract, period) => {
      const to = place(contract === 'all' ? 'drafts' : 'draft.json');
      await run(buildDraftCommand, [...of(period, contract), ...key, '--out', to]);
    },
    object: async (period) => {
      if (files().length === 0) return;
      const named = objectionTo(lastDraft(), seed);
      await run(buildObjectCommand, [...of(period), '--by', 'a', '--why', 'it was not so', ...named]);
    },
    issue: async (period) => {
      if (files().length === 0) return false;
      const { contract, objectionEndsMs } = lastDraft();
      const agreed = objectionEndsMs > Date.now() ? await agree(period, contract.contractor) : [];
      return run(buildIssueCommand, [...of(period), ...key, ...agreed, '--out', place('issued.json')]);
    },
    restate: async (period) => {
      await run(buildRestateCommand, [
        ...of(period),
        ...key,
        '--reason',
        'rows came later',
        '--out',
        place('restated.json'),
      ]);
    },
    files,
  };
}

function objectionTo(document: Drafted, seed: number): readonly string[] {
  const draw = createDraw(seed);
  const parts = document.figures.parts;
  const entities = parts.flatMap((part) => part.entities);
  const lines = parts.flatMap(({ money }) => money.lines.map(({ line }) => String(line)));
  const outages = entities.flatMap((entity) => entity.outages.map(({ ref }) => ref));
  const named = [
    ...draw.some(lines, 0.2).flatMap((line) => ['--line', line]),
    ...draw.some([...new Set(outages)], 0.1).flatMap((ref) => ['--outage', ref]),
    ...draw.some([...new Set(entities.map(({ entity }) => entity))], 0.2).flatMap((id) => ['--entity', id]),
  ];
  return named;
}

interface Drafted {
  readonly figures: {
    readonly parts: readonly {
      readonly entities: readonly {
        readonly entity: string;
        readonly outages: readonly { readonly ref: string }[];
      }[];
      readonly money: { readonly lines: readonly { readonly line: number }[] };
    }[];
  };
}

function createContext(): Context {
  const nothing = () => {};
  return {
    terminal: {
      print: nothing,
      printJson: nothing,
      printError: nothing,
      style: (_: unknown, text: string) => text,
      width: 100,
      isInteractive: false,
      progress: nothing,
      clearProgress: nothing,
    },
    env: { LANG: 'en' },
    language: 'en',
    stop: new AbortController().signal,
    reportProblem: nothing,
  };
}
