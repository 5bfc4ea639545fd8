import type { FindingObservation } from '../../core/domain/findings.ts';
import type { Device, Stage } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { CheckRun } from './checks/check-run.ts';
import type { InterfaceRow } from './checks/interface-rows.ts';
import type { ChannelLook, Surroundings } from './checks/surroundings.ts';
import type { IdentityRow } from './compare-identity.ts';
import type { Conclusion } from './conclusion.ts';

/** Everything that one `camwatch probe` found out: what is rendered, and what `--json` prints. */
export interface ProbeResult {
  readonly device: Device;
  /** Whether the inventory knows it, or only a command line named it. */
  readonly isInventoried: boolean;
  readonly stage: Stage | undefined;
  readonly looks: readonly CheckRun[];
  /** Rungs of the ladder that its profile has no check for. */
  readonly notMeasured: readonly Indicator[];
  /** Why its credentials could not be fetched. */
  readonly credentialsProblem: string | undefined;
  readonly identity: readonly IdentityRow[];
  readonly interfaces: readonly InterfaceRow[];
  readonly channel: ChannelLook | undefined;
  readonly surroundings: Surroundings | undefined;
  readonly findings: readonly FindingObservation[];
  readonly conclusions: readonly Conclusion[];
}
