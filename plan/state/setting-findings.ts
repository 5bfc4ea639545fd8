import type { PlanFinding } from './plan-finding.ts';
import type { PlanState } from './plan-state.ts';

/** What plan.yaml leaves open: it is printed as dots, and somebody must fill it in. */
export function settingFindings({ definition, tasks }: PlanState): readonly PlanFinding[] {
  const known = new Set(definition.tasks.map(({ id }) => id));
  const { superiorBody, issuingBody, place, agencySymbol, signer, draftingUnit, addressees, legalBases } =
    definition.report;
  const settings = {
    superior_body: superiorBody,
    issuing_body: issuingBody,
    place,
    agency_symbol: agencySymbol,
    addressees: addressees[0],
    legal_bases: legalBases[0],
    'signer.post': signer.post,
    'signer.name': signer.name,
    drafting_unit: draftingUnit,
  };
  return [
    ...tasks.flatMap(({ id, name }) => {
      if (!known.has(id)) return [plain('task-not-in-plan', id)];
      return name === undefined ? [plain('task-unnamed', id)] : [];
    }),
    ...Object.entries(settings).flatMap(([key, value]) =>
      value === undefined ? [plain('setting-missing', `report.${key}`)] : [],
    ),
  ];
}

const plain = (code: PlanFinding['code'], detail: string): PlanFinding => ({
  code,
  devices: [],
  agencies: [],
  isSecret: false,
  detail,
});
