import { FINDING_CODES, type FindingCode, type RecordedFinding } from '../../../core/domain/findings.ts';
import { parseEntity } from '../../../core/domain/state.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { SecurityFigures } from '../document/inventory-figures.ts';
import { missing } from '../document/missing-words.ts';
import { isInScope, type PlacedDevice } from '../document/placed-devices.ts';

/** What is wrong with devices, as it was found, and their certificates, as the inventory has them. */
export function buildSecurity(
  input: Pick<FiguresInput, 'inventory' | 'window' | 'scope' | 'reader'>,
  placed: readonly PlacedDevice[],
): SecurityFigures {
  return {
    findings: buildFindings(input, placed),
    certificates: countCertificates(placed, input.window.toMs - 1),
  };
}

type Columns = Record<'atEnd' | 'inWindow' | 'cameUp' | 'gone', Set<string>>;

/** A row is kept from when a finding was first seen until it was seen gone: by its own instants, whenever it is asked. */
function buildFindings(
  input: Pick<FiguresInput, 'inventory' | 'window' | 'scope' | 'reader'>,
  placed: readonly PlacedDevice[],
): SecurityFigures['findings'] {
  const { reader, window } = input;
  const byCode = new Map<FindingCode, Columns>();
  const atEnd = new Set<string>();
  let isAnyOnRecord = false;
  for (const finding of reader.findings()) {
    if (finding.firstMs >= window.toMs) continue;
    isAnyOnRecord = true;
    if (!isOfScope(finding, input)) continue;
    const columns = byCode.get(finding.code) ?? emptyColumns();
    byCode.set(finding.code, columns);
    addFinding(columns, finding, window);
    if (columns.atEnd.has(finding.entity)) atEnd.add(finding.entity);
  }
  // Findings alone keep their dates: what a device last answered does not say whether it was asked by then.
  if (!isAnyOnRecord) return missing('no-findings');
  return {
    rows: FINDING_CODES.flatMap((id) => {
      const columns = byCode.get(id);
      if (!columns || columns.inWindow.size === 0) return [];
      return [
        {
          id,
          atEnd: columns.atEnd.size,
          inWindow: columns.inWindow.size,
          cameUp: columns.cameUp.size,
          gone: columns.gone.size,
        },
      ];
    }),
    devicesAtEnd: atEnd.size,
    devices: placed.length,
  };
}

const emptyColumns = (): Columns => ({
  atEnd: new Set(),
  inWindow: new Set(),
  cameUp: new Set(),
  gone: new Set(),
});

function addFinding(
  { atEnd, inWindow, cameUp, gone }: Columns,
  { entity, firstMs, goneMs = Number.POSITIVE_INFINITY }: RecordedFinding,
  { fromMs, toMs }: FiguresInput['window'],
): void {
  if (goneMs <= fromMs) return;
  inWindow.add(entity);
  if (goneMs >= toMs) atEnd.add(entity);
  if (firstMs >= fromMs) cameUp.add(entity);
  if (goneMs < toMs) gone.add(entity);
}

/** Whoever was in charge when it was seen; links are nobody's but the city's. */
function isOfScope(
  { entity, firstMs }: RecordedFinding,
  { inventory, scope }: Pick<FiguresInput, 'inventory' | 'scope'>,
): boolean {
  if (scope.kind !== 'agency') return true;
  const { kind, id } = parseEntity(entity) ?? {};
  const entry = kind === 'device' ? valueAt(inventory.devices.get(id ?? '')?.versions, firstMs) : undefined;
  return entry !== undefined && isInScope(entry, scope);
}

function countCertificates(placed: readonly PlacedDevice[], atMs: number): SecurityFigures['certificates'] {
  const counts = { valid: 0, withoutDate: 0, expired: 0, none: 0 };
  for (const { entry } of placed) {
    const { certificate } = entry;
    if (!certificate) counts.none++;
    else if (certificate.validToMs === undefined) counts.withoutDate++;
    else if (certificate.validToMs > atMs) counts.valid++;
    else counts.expired++;
  }
  return counts;
}
