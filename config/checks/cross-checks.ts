import { setImmediate } from 'node:timers/promises';
import type { CrossCheck, Draft, Report } from '../draft/draft.ts';
import { checkAddresses } from './addresses.ts';
import { findAlertFindings } from './alert-findings.ts';
import { checkAlertReferences } from './alert-references.ts';
import { checkAlertRosters } from './alert-rosters.ts';
import { checkAreaList } from './area-list.ts';
import { checkCheckpointReferences } from './checkpoint-references.ts';
import { checkContactPoints } from './contact-points.ts';
import { checkContractTerms } from './contract-terms.ts';
import { findDeviceFindings, findNoCanaries } from './device-findings.ts';
import { findDuplicateViews } from './duplicate-views.ts';
import { checkHandovers } from './handovers.ts';
import { checkReferences } from './references.ts';
import { checkTopology } from './topology.ts';
import { checkValidity } from './validity.ts';
import { checkZoneServers } from './zone-servers.ts';

const CROSS_CHECKS: readonly CrossCheck[] = [
  checkReferences,
  checkAddresses,
  checkTopology,
  checkHandovers,
  checkValidity,
  checkAreaList,
  checkContractTerms,
  checkContactPoints,
  checkAlertReferences,
  checkCheckpointReferences,
  checkAlertRosters,
  checkZoneServers,
  findNoCanaries,
  findDeviceFindings,
  findDuplicateViews,
  findAlertFindings,
];

/** Holds everything against everything, and gives up the event loop in between: a reload must not make probes late. */
export async function crossCheck(draft: Draft, report: Report): Promise<void> {
  for (const check of CROSS_CHECKS) {
    check(draft, report);
    await setImmediate();
  }
}
