import type { DataFrame, TimeRange } from '@grafana/data';
import type { Dashboard, Panel } from '@grafana/schema';

/** What camwatch hands over: a dashboard with the answers to its queries. */
export interface Drawing {
  readonly dashboard: Dashboard;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  /** By id of the panel. */
  readonly frames: Readonly<Record<string, readonly PlainFrame[]>>;
  /** Values of variables, for titles. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface PlainFrame {
  readonly refId: string;
  readonly fields: readonly PlainField[];
}

export interface PlainField {
  readonly name: string;
  readonly type: string;
  readonly values: readonly unknown[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly displayName?: string;
}

/** A panel's data as its component takes it: transformed, with units, thresholds and mappings applied. */
export interface PanelProps {
  readonly panel: Panel;
  readonly frames: DataFrame[];
  readonly range: TimeRange;
  readonly width: number;
  readonly height: number;
  readonly replaceVariables: (text: string) => string;
}
