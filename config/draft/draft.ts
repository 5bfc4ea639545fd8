import type {
  Agency,
  Area,
  Contact,
  Contract,
  Contractor,
  Device,
  District,
  Handover,
  Link,
  Programme,
  Site,
} from '../../core/domain/inventory.ts';
import type { HandoverIndex } from '../../core/domain/ownership.ts';
import type { Present } from '../../core/domain/present.ts';
import type { Calendar } from '../../core/time/calendar.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { Problem } from '../files/config-error.ts';
import type { Table } from '../files/table.ts';
import type { YamlFile } from '../files/yaml-file.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { Finding } from './finding.ts';

/** Everything that was read and is sound in itself, before its parts are held against each other. */
export interface Draft {
  /** Absent while `camwatch.yaml` has problems of its own. */
  readonly settings: Settings | undefined;
  readonly settingsYaml: YamlFile;
  readonly areasYaml: YamlFile;
  /** Version of the list of areas that the codes in areas.yaml belong to. */
  readonly listVersion: string | undefined;
  readonly zone: Zone;
  readonly nowMs: number;
  readonly agencies: Table<Agency>;
  readonly contractors: Table<Contractor>;
  readonly contracts: Table<Contract>;
  readonly calendars: Table<Calendar>;
  readonly programmes: Table<Programme>;
  readonly districts: Table<District>;
  readonly areas: Table<Area>;
  readonly contacts: Table<Contact>;
  readonly sites: Table<Site>;
  readonly devices: Table<Device>;
  readonly links: Table<Link>;
  readonly handovers: Table<Handover>;
  readonly handoverIndex: HandoverIndex;
  readonly present: ReadonlyMap<Device, Present>;
}

/** Where a cross-check puts what it found. */
export interface Report {
  readonly problem: (problem: Problem) => void;
  readonly finding: (finding: Finding) => void;
}

/** Holds parts of the configuration against each other; knows places, decides nothing else. */
export type CrossCheck = (draft: Draft, report: Report) => void;
