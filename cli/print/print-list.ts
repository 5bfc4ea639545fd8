import type { Command } from 'commander';
import { listDecisionFindings } from '../../contracts/findings/decision-findings.ts';
import type { Entity } from '../../core/domain/state.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { renderSelector, type Selector, selectEntities } from '../../ledger/history/select-entities.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import type { Terminal } from '../shell/terminal.ts';
import { readListPeriod } from './list-period.ts';
import { withCityRecord } from './open-city-record.ts';
import type { CommonOptions } from './options.ts';
import { renderDecisionFindings } from './render-findings.ts';
import { renderIso } from './render-history.ts';
import type { DecisionTexts } from './texts.ts';
import { createWording, type Wording } from './wording.ts';

/** Something on record that is about a time and some devices and links. */
interface Listed {
  readonly interval: Interval;
  readonly entities: readonly Entity[];
}

export interface ListOptions extends CommonOptions {
  readonly period?: string;
}

/** What a list is made of, and how one of it is told. */
export interface Listing<Item extends Listed> {
  /** What it is called in JSON. */
  readonly name: string;
  /** Only what is about some of these. */
  readonly selector: Selector;
  readonly read: (reader: LedgerReader) => readonly Item[];
  /** Of whom findings are told; `undefined`: of all. */
  readonly findingsOf: (
    items: readonly Item[],
    chosen: ReadonlySet<Entity> | undefined,
  ) => ReadonlySet<Entity> | undefined;
  readonly head: (texts: DecisionTexts) => readonly string[];
  readonly toRow: (item: Item, how: RowContext) => readonly string[];
  readonly toJson: (item: Item, how: JsonContext) => unknown;
}

export interface RowContext {
  readonly nowMs: number;
  readonly wording: Wording;
  readonly style: Terminal['style'];
}

export interface JsonContext {
  readonly nowMs: number;
  readonly iso: (atMs: number) => string;
}

/** Prints what is on record in a period, and below it what is worth a look before figures are agreed on. */
export function printList<Item extends Listed>(
  { terminal, env }: Context,
  self: Command,
  options: ListOptions,
  { name, selector, read, findingsOf, head, toRow, toJson }: Listing<Item>,
): Promise<void> {
  return withCityRecord(options, ({ zone, cityTimeZone, reader, history }) => {
    const nowMs = Date.now();
    const { timeZone } = zone;
    const wording = createWording(options.lang ?? languageOf(env), { timeZone, history });
    const period = readListPeriod(self, options.period, { timeZone: cityTimeZone, nowMs });
    const chosen =
      renderSelector(selector) === '' ? undefined : new Set(selectEntities(history, selector, period));
    const items = read(reader).filter(
      ({ interval, entities }) =>
        interval.fromMs < period.toMs &&
        interval.toMs > period.fromMs &&
        (chosen === undefined || entities.some((entity) => chosen.has(entity))),
    );
    const touched = findingsOf(items, chosen);
    const findings = listDecisionFindings(reader, history, {
      fromMs: period.fromMs,
      toMs: Math.min(period.toMs, nowMs),
      ...(touched && { entities: touched }),
    });
    if (options.json) {
      const iso = (atMs: number) => renderIso(atMs, timeZone);
      return terminal.printJson({
        [name]: items.map((item) => toJson(item, { nowMs, iso })),
        findings: findings.map(({ atMs, ...finding }) => ({ at: iso(atMs), ...finding })),
      });
    }
    const { texts, zoneLine } = wording;
    const { style } = terminal;
    const rows = items.map((item) => toRow(item, { nowMs, wording, style }));
    const table = rows.length === 0 ? [texts.none] : alignRows([head(texts), ...rows], new Set([0]));
    terminal.print([...table, zoneLine, ...renderDecisionFindings(findings, wording)].join('\n'));
  });
}
