import { setImmediate } from 'node:timers/promises';
import { checkAddresses } from './checks/addresses.ts';
import { findAlertFindings } from './checks/alert-findings.ts';
import { checkAlertReferences } from './checks/alert-references.ts';
import { checkAlertRosters } from './checks/alert-rosters.ts';
import { checkAreaList } from './checks/area-list.ts';
import { checkCheckpointReferences } from './checks/checkpoint-references.ts';
import { checkContactPoints } from './checks/contact-points.ts';
import { checkContractTerms } from './checks/contract-terms.ts';
import { findDeviceFindings, findNoCanaries } from './checks/device-findings.ts';
import { findDuplicateViews } from './checks/duplicate-views.ts';
import { checkHandovers } from './checks/handovers.ts';
import { checkReferences } from './checks/references.ts';
import { checkTopology } from './checks/topology.ts';
import { checkValidity } from './checks/validity.ts';
import type { CrossCheck, Draft, Report } from './draft.ts';

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
