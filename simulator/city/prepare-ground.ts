import type { Ground } from './build-device.ts';
import type { Cluster } from './city.ts';
import type { CityBuilder } from './city-builder.ts';
import { drawProject, planProject } from './lifecycle.ts';
import { resolveOwners } from './owners.ts';
import type { System } from './recipe.ts';

/** Who owns, keeps and paid for a cluster, and when it was built. Without a system it is a centre. */
export function prepareGround(
  cluster: Cluster,
  system: System | undefined,
  block: number,
  builder: CityBuilder,
): Ground {
  const { recipe, random, calendar } = builder;
  const area = builder.areaOf(cluster.area);
  const district = builder.districtOf(area);
  if (!system) {
    const { installed, owners, contract, programme, funding } = builder.centreOf(cluster);
    return {
      area,
      block,
      project: planProject(installed, 0, true, random, calendar),
      tenures: resolveOwners(owners, area, district, calendar),
      contract,
      recorderContract: contract,
      programme,
      controllerProgramme: programme,
      funding,
    };
  }
  return {
    area,
    block,
    project: drawProject(system.new, random, calendar, recipe),
    tenures: resolveOwners(system.owners, area, district, calendar),
    contract: system.contract?.[district.kind === 'quan' ? 'inner' : 'outer'],
    recorderContract: system.recorder_contract,
    programme: system.programme,
    controllerProgramme: system.controller_programme ?? system.programme,
    funding: system.funding,
  };
}
