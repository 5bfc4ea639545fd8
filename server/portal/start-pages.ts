import { resolve } from 'node:path';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { hours } from '../../core/time/units.ts';
import { loadMailLinkKey } from '../mail-link-key.ts';
import type { City } from '../open-city.ts';
import type { RepeatedWork } from '../repeat-work.ts';
import { type PortalHandle, type PortalThreadOptions, startPortalThread } from './start-portal-thread.ts';

/** What pages show beside the record and the configuration. */
export type ShownFacts = Pick<
  PortalThreadOptions,
  | 'live'
  | 'measurements'
  | 'takeNoted'
  | 'configurationFailure'
  | 'ledgerFailure'
  | 'checkpointFailure'
  | 'alertingHealth'
  | 'metricsText'
>;

export interface Pages extends PortalHandle {
  readonly work: RepeatedWork;
}

const UNUSED_EVERY_MS = hours(1);

/** @throws PortalPortError, PortalAddressError */
export async function startPages(
  { dir, config, ledgerPath, accountsPath, time, metrics, logger, notice, booted }: City,
  facts: ShownFacts,
): Promise<Pages> {
  const { shared, settings, inventory } = config();
  const { clock } = time;
  const portal = await startPortalThread(
    {
      ...{ config: shared, ledgerPath, clock: clock.shared, metrics, logger, notice, booted },
      ...{ accountsPath, linkKey: loadMailLinkKey(accountsPath).reveal(), tls: tlsFilesOf(dir, settings) },
      present: config,
      ...facts,
      nowMs: clock.nowMs,
    },
    inventory.devices,
  );
  return {
    ...portal,
    work: { name: 'unused accounts', everyMs: UNUSED_EVERY_MS, isOfTime: true, run: portal.disableUnused },
  };
}

function tlsFilesOf(dir: string, { page: { tls } }: Settings) {
  return tls && { cert: resolve(dir, tls.cert), key: resolve(dir, tls.key) };
}
