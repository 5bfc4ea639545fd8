import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import type { Drilldown } from '../components/links.ts';
import { JUST_NOW, tile } from '../components/panels.ts';
import { higherIsWorse } from '../components/steps.ts';
import { type FleetColumn, lastCounts } from '../queries/fleet.ts';
import type { Context } from '../scope/context.ts';
import { counts, NETWORK_KINDS, type Scope } from '../scope/scope.ts';
import type { PanelName } from '../texts/texts.ts';

interface CountTile {
  readonly name: PanelName;
  readonly kinds: readonly DeviceKind[];
  readonly indicator: Indicator;
  /** How all of them are called. */
  readonly all: 'cameras' | 'recorders' | 'network';
  readonly columns: readonly FleetColumn[];
  readonly opens?: Drilldown;
}

/** What is bad of an indicator, by its own name: a recorder that records nothing may well be in reach. */
const BAD: ReadonlySet<FleetColumn> = new Set(['unreached', 'noPicture', 'notRecording']);

/** "Lost 212, cameras 230": how many are down now, of how many. Red from where rules fire. */
function countTile(
  context: Context,
  scope: Scope,
  { name, kinds, indicator, all, columns, opens }: CountTile,
) {
  const bad = redFrom(scope.size?.(kinds) ?? 0);
  return tile(context, {
    name,
    query: lastCounts(counts(scope, kinds, indicator), columns),
    columns: columns.map((column) => {
      if (BAD.has(column)) return { column, steps: higherIsWorse({ warn: 1, bad }) };
      return column === 'total' ? { column, label: all } : column;
    }),
    within: JUST_NOW,
    scoreboard: true,
    ...(opens && { opens }),
  });
}

/** A share of the devices, and at least a few, or many whatever the share. */
function redFrom(devices: number): number {
  const { ratio, leastCount, manyCount } = THRESHOLDS.down;
  return Math.min(manyCount, Math.max(leastCount, Math.ceil(devices * ratio)));
}

export interface TileTargets {
  readonly cameras?: Drilldown;
  readonly recorders?: Drilldown;
  readonly network?: Drilldown;
}

/** Cameras out of reach, cameras without a picture, recorders that do not record, network devices out of reach. */
export function countTiles(context: Context, scope: Scope, { cameras, recorders, network }: TileTargets) {
  return [
    countTile(context, scope, {
      name: 'camerasLost',
      kinds: ['camera'],
      indicator: 'reach',
      all: 'cameras',
      columns: ['unreached', 'unknown', 'total'],
      ...(cameras && { opens: cameras }),
    }),
    countTile(context, scope, {
      name: 'picturesLost',
      kinds: ['camera'],
      indicator: 'stream',
      all: 'cameras',
      columns: ['noPicture', 'unknown', 'total'],
      ...(cameras && { opens: cameras }),
    }),
    recordersTile(context, scope, recorders),
    networkTile(context, scope, network),
  ];
}

/** Routers and switches out of reach: what is behind them is out of reach as well. */
export function networkTile(context: Context, scope: Scope, target?: Drilldown) {
  return countTile(context, scope, {
    name: 'networkLost',
    kinds: NETWORK_KINDS,
    indicator: 'reach',
    all: 'network',
    columns: ['unreached', 'unknown', 'total'],
    ...(target && { opens: target }),
  });
}

/** Recorders that record nothing, and those that record with a shortfall. */
export function recordersTile(context: Context, scope: Scope, target?: Drilldown) {
  return countTile(context, scope, {
    name: 'recordersLost',
    kinds: ['nvr'],
    indicator: 'recording',
    all: 'recorders',
    columns: ['notRecording', 'degraded', 'total'],
    ...(target && { opens: target }),
  });
}

/** Recorders that do not even answer. */
export function reachTile(context: Context, scope: Scope) {
  return countTile(context, scope, {
    name: 'recordersUnreached',
    kinds: ['nvr'],
    indicator: 'reach',
    all: 'recorders',
    columns: ['unreached', 'total'],
  });
}
