import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { Language } from '../../core/language/language.ts';
import type { AdHocProber } from './plan-address.ts';

/** What the command line says. */
export interface ProbeOptions {
  readonly config: string;
  readonly only?: readonly AdHocProber[];
  readonly times: number;
  readonly every: number;
  readonly address?: string;
  readonly port?: number;
  readonly as?: readonly AdHocProber[];
  readonly credentials?: string;
  readonly path?: string;
  readonly tls?: boolean;
  readonly kind?: DeviceKind;
  /** `true`: everything. */
  readonly walk?: string | true;
  readonly maxRows: number;
  readonly lang?: Language;
  readonly json?: boolean;
}
