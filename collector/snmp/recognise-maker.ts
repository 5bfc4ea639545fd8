import { findMaker } from '../../config/makers/find-maker.ts';
import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import { SYS_DESCRIPTION, SYS_OBJECT_ID } from './read-system.ts';
import { textOf } from './read-value.ts';
import type { SnmpValue } from './session/snmp-value.ts';

/** Objects that tell makers apart: to be asked together with the system group. */
export function distinctiveObjects(makers: readonly MakerProfile[]): readonly string[] {
  return makers.flatMap(({ recognise }) => recognise.objects);
}

/**
 * Whose device it is: by the longest sysObjectID, else by an object that only one maker has, else by its description, else
 * by the name in the inventory. Many agents call themselves net-snmp, and some have no system group.
 */
export function recogniseMaker(
  makers: readonly MakerProfile[],
  values: ReadonlyMap<string, SnmpValue>,
  named: string | undefined,
): MakerProfile | undefined {
  const objectId = textOf(values.get(SYS_OBJECT_ID)) ?? '';
  const description = textOf(values.get(SYS_DESCRIPTION)) ?? '';
  return (
    byObjectId(makers, objectId) ??
    makers.find(({ recognise }) => recognise.objects.some((oid) => values.has(oid))) ??
    makers.find(({ recognise }) => recognise.descriptions.some((pattern) => pattern.test(description))) ??
    findMaker(makers, named)
  );
}

function byObjectId(makers: readonly MakerProfile[], objectId: string): MakerProfile | undefined {
  const fits = makers.flatMap((maker) =>
    maker.recognise.objectIds
      .filter((prefix) => `${objectId}.`.startsWith(`${prefix}.`))
      .map((prefix) => ({ maker, length: prefix.length })),
  );
  return fits.sort((left, right) => right.length - left.length)[0]?.maker;
}
