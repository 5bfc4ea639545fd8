import { z } from 'zod';
import { FINDING_CODES } from '../../../core/domain/findings.ts';
import { DEVICE_KINDS, STAGES } from '../../../core/domain/inventory.ts';
import { Count, Ms, named, orMissing, RowId } from './figure-parts.ts';

const DeviceKindName = z.enum(DEVICE_KINDS);

/** Devices by kind; a kind of which there is none at all is left out. */
const ByKind = z.partialRecord(DeviceKindName, Count);

/** opening + installed + received − handedOver − scrapped = closing. */
const Movement = z.strictObject({
  opening: Count,
  installed: Count,
  received: Count,
  handedOver: Count,
  /** Retired, or taken off the list with a confirmation. */
  scrapped: Count,
  closing: Count,
});

const MovementByKind = z.partialRecord(DeviceKindName, Movement);

export const MovementFigures = z.strictObject({
  /** What goes from one agency to another is neither received nor handed over by the city: `transfers` counts it. */
  city: MovementByKind,
  transfers: ByKind,
  /** Agencies that had a device at some instant of the window; `none`: the owner is not yet determined. */
  agency: z.array(
    z.strictObject({
      ...named,
      /** The agency itself ended in the window, or before. */
      endedMs: Ms.optional(),
      kinds: MovementByKind,
    }),
  ),
  /** Agencies in office at the end that had no device at all. */
  agenciesWithoutDevices: Count,
  /** Of those scrapped: taken off the list without a retirement. */
  removedFromList: ByKind,
  /** Of those that stayed: another serial number or model, so the hardware was replaced. */
  hardwareReplaced: ByKind,
});

/** Devices that are there at the end of the window (installed and not retired), as `closing` of the movement. */
const DeviceCounts = z.strictObject({
  total: Count,
  kinds: ByKind,
  ptz: Count,
  fixed: Count,
  /** Cameras of which the inventory says neither. */
  unclassed: Count,
});

const CountRow = DeviceCounts.extend(named);

export const CountFigures = z.strictObject({
  city: DeviceCounts,
  agency: z.array(CountRow),
  /** With the middle of its wards and communes in millionths of a degree, for maps. */
  district: z.array(CountRow.extend({ longitudeE6: z.int().optional(), latitudeE6: z.int().optional() })),
  area: z.array(CountRow),
  programme: z.array(CountRow),
  purpose: z.array(CountRow),
  siteKind: z.array(CountRow),
  contractor: z.array(CountRow),
  /** All sites with a device, and the secret ones among them with what stands there: never by name. */
  sites: Count,
  secretSites: Count,
  secretDevices: Count,
});

/** What the plan asks for against what is there at the end. */
export const TargetFigures = z.strictObject({
  rows: z.array(
    z.strictObject({
      /** `cameras`, `ptz`, `fixed`, or of a purpose. */
      id: RowId,
      target: Count,
      /** Cameras at the end, whoever paid for them. */
      present: Count,
      /** Of these: bought under a task of the plan. */
      ofProgrammes: Count,
    }),
  ),
});

/** Of all devices that the inventory lists at the end, also those not yet installed or retired. */
export const StageFigures = z.strictObject({
  rows: z.array(
    z.strictObject({
      /** A stage, or `undated` where no step has come yet. */
      id: z.enum([...STAGES, 'undated']),
      atEnd: ByKind,
      /** Steps dated in the window. */
      inWindow: ByKind,
    }),
  ),
});

export const SecurityFigures = z.strictObject({
  findings: orMissing(
    z.strictObject({
      rows: z.array(
        z.strictObject({
          id: z.enum(FINDING_CODES),
          /** Devices and links on which it stood at the end, at some instant of the window, came up, was seen gone. */
          atEnd: Count,
          inWindow: Count,
          cameUp: Count,
          gone: Count,
        }),
      ),
      /** Devices with any of them at the end. */
      devicesAtEnd: Count,
      devices: Count,
    }),
  ),
  /** Conformity certificates (QCVN) of devices that are there at the end, as the inventory has them. */
  certificates: z.strictObject({ valid: Count, withoutDate: Count, expired: Count, none: Count }),
});

/** Places whose cameras were all down at the end. */
const BlindRow = z.strictObject({
  ...named,
  cameras: Count,
  /** Since when none worked. */
  sinceMs: Ms,
});

const BlindPlaces = z.strictObject({
  /** Places with a camera in service at the end; `blind`: every one of them down; `unproven`: none known to work. */
  places: Count,
  blind: Count,
  unproven: Count,
  /** The longest blind first. */
  rows: z.array(BlindRow),
  /** Blind, and left out of the rows since they are secret, or beyond the most that are listed. */
  secretLeftOut: Count,
  notListed: Count,
});

export const BlindFigures = z.strictObject({
  /** The last instant of the window that was watched: how things stood then. */
  atMs: Ms,
  area: BlindPlaces,
  /** Sites of the kind `junction`. */
  junction: BlindPlaces,
  /** All sites with a camera. */
  site: BlindPlaces,
  /** Wards and communes in force at the end that have no camera in service; absent in the report of one agency. */
  areasWithoutCamera: Count.optional(),
});

export const QUALITY_CODES = [
  'no-agency',
  'agency-ended',
  'no-area',
  'area-ended',
  'no-coordinates',
  'no-contract',
  'no-certificate',
  'no-programme',
  'no-serial',
  'no-class',
  'undated',
  'never-measured',
] as const;
export type QualityCode = (typeof QUALITY_CODES)[number];

/** What the inventory lacks, of devices that are there at the end. */
export const QualityFigures = z.strictObject({
  devices: Count,
  rows: z.array(
    z.strictObject({
      id: z.enum(QUALITY_CODES),
      devices: Count,
      /** The first few by id; none at secret sites. */
      examples: z.array(z.string()),
      /** Of those without an agency the examples by name; a file of format 1 has none. */
      named: z.array(z.strictObject(named)).optional(),
      /** Beyond them: secret ones, and more than are listed. */
      notNamed: Count.optional(),
    }),
  ),
});

const TaskNumber = z.string().regex(/^[IVX]+\.\d+$/);

/** Of one agency, with the places by name: secret ones are counted alone. */
const FindingUnit = z.strictObject({
  ...named,
  sites: Count,
  devices: Count,
  secretSites: Count,
  places: z.array(z.strictObject({ id: RowId, name: z.string(), devices: Count, detail: z.string() })),
  /** Sites beyond the most that are listed. */
  notListed: Count,
});

/** Findings of the plan tracker: installed without an opinion, after the pause of investment, possible duplicates. */
export const PlanFindingFigures = z.strictObject({
  /** Devices that were looked at, and cameras whose places and directions could be compared; a file of format 1 has none. */
  checked: z.strictObject({ devices: Count, cameras: Count }).optional(),
  rows: z.array(
    z.strictObject({
      id: RowId,
      devices: Count,
      sites: Count,
      examples: z.array(z.string()),
      /** A file of format 1 has none. */
      units: z.array(FindingUnit).optional(),
      /** By the task of the plan that the devices were bought under, as far as they were; a file of format 1 has none. */
      tasks: z.array(z.strictObject({ id: TaskNumber, sites: Count, devices: Count })).optional(),
    }),
  ),
});

export type Movement = z.infer<typeof Movement>;
export type MovementFigures = z.infer<typeof MovementFigures>;
export type DeviceCounts = z.infer<typeof DeviceCounts>;
export type CountFigures = z.infer<typeof CountFigures>;
export type CountRow = z.infer<typeof CountRow>;
export type TargetFigures = z.infer<typeof TargetFigures>;
export type StageFigures = z.infer<typeof StageFigures>;
export type SecurityFigures = z.infer<typeof SecurityFigures>;
export type BlindFigures = z.infer<typeof BlindFigures>;
export type BlindPlaces = z.infer<typeof BlindPlaces>;
export type QualityFigures = z.infer<typeof QualityFigures>;
export type FindingUnit = z.infer<typeof FindingUnit>;
export type PlanFindingFigures = z.infer<typeof PlanFindingFigures>;
