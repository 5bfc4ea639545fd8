import { type Device, type LifecycleStep, STAGES } from '../../core/domain/inventory.ts';
import type { Zone } from '../../core/time/zone.ts';
import { stageColumnName } from './parse-lifecycle.ts';

/** A row in the making: the text of each column by name; what is absent is empty. */
export type RenderedRow = Readonly<Record<string, string | number | undefined>>;

/** Renders a CSV file with all `columns`, quoted only where it must be. */
export function renderCsv(columns: readonly string[], rows: Iterable<RenderedRow>): string {
  const lines = [columns.join(',')];
  for (const row of rows) lines.push(columns.map((name) => quote(String(row[name] ?? ''))).join(','));
  return `${lines.join('\n')}\n`;
}

function quote(field: string): string {
  return /[",;\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

export function renderList(values: readonly string[]): string {
  return values.join('|');
}

export function renderUpstreams(upstreams: Device['upstreams']): string {
  return upstreams.map((path) => path.join('+')).join('|');
}

/** The dates of a life by column, and its documents. */
export function renderLifecycle(lifecycle: readonly LifecycleStep[], zone: Zone): RenderedRow {
  const dates = STAGES.map((stage) => {
    const steps = lifecycle.filter((step) => step.stage === stage);
    return [stageColumnName(stage), steps.map(({ atMs }) => zone.renderInstant(atMs)).join('|')] as const;
  });
  return { ...Object.fromEntries(dates), documents: renderDocuments(lifecycle) };
}

/** An empty document keeps the place of a step without one before a step of the same stage with one. */
function renderDocuments(lifecycle: readonly LifecycleStep[]): string {
  const parts = lifecycle.flatMap(({ stage, document }, index) => {
    const isNeeded =
      document !== undefined ||
      lifecycle.slice(index + 1).some((later) => later.stage === stage && later.document !== undefined);
    return isNeeded ? [`${stageColumnName(stage)}=${document ?? ''}`] : [];
  });
  return parts.join('|');
}
