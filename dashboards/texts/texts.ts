import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { StateWords } from '../../core/words/state-words.ts';
import type { ColumnName } from '../components/column-styles.ts';
import type { PanelText } from './panel-text.ts';
import type { panelTextsVi } from './panel-texts-vi.ts';
import type { UnitName } from './unit-name.ts';

export type PanelName = keyof typeof panelTextsVi;

export type DashboardName =
  | 'city'
  | 'agency'
  | 'district'
  | 'device'
  | 'links'
  | 'recorders'
  | 'contractor'
  | 'programmes'
  | 'report'
  | 'collector';

export type VariableName = 'district' | 'area' | 'device' | 'link' | 'contractor' | 'contract';

/** Everything on dashboards that people read and that is no name of the inventory. */
export interface Texts extends StateWords {
  readonly dashboards: Readonly<Record<DashboardName, PanelText>>;
  readonly agencyTitle: (name: string) => string;
  readonly cityFolder: (city: string) => string;
  readonly agencyFolder: (name: string) => string;
  readonly otherDashboards: string;
  readonly panels: Readonly<Record<PanelName, PanelText>>;
  readonly columns: Readonly<Record<ColumnName, string>>;
  /** How instants are written: a unit of Grafana's. */
  readonly timeFormat: string;
  /** Names of columns that mean something of their own in some panel. */
  readonly labels: Readonly<Record<'since' | 'cameras' | 'recorders' | 'network', string>>;
  readonly units: Readonly<Record<UnitName, string>>;
  readonly variables: Readonly<Record<VariableName, string>>;
  readonly rows: Readonly<Record<'device', string>>;
  readonly all: string;
  readonly noValue: string;
  /** Where the record is, beside network zones. */
  readonly centre: string;
  /** Of lists of what happened, where nothing did. */
  readonly noneRecorded: string;
  /** Ends a list of what is wrong: without it nothing was measured. */
  readonly nothingElse: Readonly<Record<'down' | 'notWell', string>>;
  readonly belongsToNobody: string;
  readonly annotations: Readonly<Record<'outages' | 'maintenance', string>>;
  readonly maintenanceStates: Readonly<Record<'begin' | 'end' | 'cancelled', string>>;
  readonly kinds: Readonly<Record<DeviceKind | 'link' | 'maintenance', string>>;
  readonly settled: Readonly<Record<'provisional' | 'issued', string>>;
  readonly seeing: { readonly yes: string; readonly no: string };
  readonly answers: { readonly yes: string; readonly no: string };
  readonly opens: Readonly<Record<LinkTarget, string>>;
  readonly opensPage: string;
}

export type LinkTarget =
  | 'district'
  | 'agency'
  | 'device'
  | 'links'
  | 'recorders'
  | 'contractor'
  | 'collector';
