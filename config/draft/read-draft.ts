import { z } from 'zod';
import { indexHandovers } from '../../core/domain/ownership.ts';
import { buildPresent } from '../../core/domain/present.ts';
import { createZone } from '../../core/time/zone.ts';
import type { Problem } from '../files/config-error.ts';
import type { CsvTableFormat } from '../files/csv-table-format.ts';
import { readCsvTable } from '../files/read-csv-table.ts';
import { emptyTable, type Table } from '../files/table.ts';
import { parseYaml, parseYamlValue, type YamlFile } from '../files/yaml-file.ts';
import { checkTopKeys, parseYamlTable } from '../files/yaml-table.ts';
import { deviceTable } from '../inventory/device-table.ts';
import { buildEntitySchemas } from '../inventory/entity-schemas.ts';
import { HANDOVER_TABLE } from '../inventory/handover-table.ts';
import { LINK_TABLE } from '../inventory/link-table.ts';
import { SITE_TABLE } from '../inventory/site-table.ts';
import { CalendarEntry } from '../settings/calendar-schema.ts';
import { Settings } from '../settings/settings-schema.ts';
import type { ConfigFileName, ConfigTexts } from './config-files.ts';
import type { Draft } from './draft.ts';

/** Reads every file by itself; what is wrong in one does not keep the others from being read. */
export async function readDraft(
  source: ConfigTexts,
  nowMs: number,
  onProgress?: (doneRows: number, totalRows: number) => void,
): Promise<{ readonly draft: Draft; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const settingsYaml = readYaml('camwatch.yaml');
  const isReadable = source.texts.has('camwatch.yaml') && settingsYaml.problems.length === 0;
  const settings = isReadable ? valueOrReport(settingsYaml, settingsYaml.value, Settings) : undefined;
  const zone = createZone(settings?.city.timeZone ?? writtenTimeZone(settingsYaml));
  const schemas = buildEntitySchemas(zone);

  const areasYaml = readYaml('areas.yaml');
  const listVersion = readListVersion();
  const area = schemas.area(listVersion ?? '');
  const rows = countRows(source);
  const tables = {
    settings,
    settingsYaml,
    areasYaml,
    listVersion,
    zone,
    nowMs,
    agencies: readYamlTable('agencies.yaml', 'agencies', schemas.agency),
    contractors: readYamlTable('contractors.yaml', 'contractors', schemas.contractor),
    contracts: readYamlTable('contracts.yaml', 'contracts', schemas.contract),
    calendars: readYamlTable('calendars.yaml', 'calendars', CalendarEntry),
    programmes: readYamlTable('programmes.yaml', 'programmes', schemas.programme),
    districts: tableOf('areas.yaml', areasYaml, 'districts', schemas.district),
    areas: tableOf('areas.yaml', areasYaml, 'areas', area),
    contacts: readYamlTable('contacts.yaml', 'contacts', schemas.contact),
    sites: await readCsv('sites.csv', SITE_TABLE),
    devices: await readCsv('devices.csv', deviceTable(zone)),
    links: await readCsv('links.csv', LINK_TABLE),
    handovers: await readCsv('handovers.csv', HANDOVER_TABLE),
  };
  const handoverIndex = indexHandovers(tables.handovers.items);
  const present = buildPresent(tables.devices.items, handoverIndex, nowMs);
  return { draft: { ...tables, handoverIndex, present }, problems };

  function readYaml(file: ConfigFileName): YamlFile {
    const yaml = parseYaml(file, source.texts.get(file) ?? '');
    problems.push(...yaml.problems);
    return yaml;
  }

  function valueOrReport<Value>(yaml: YamlFile, value: unknown, schema: z.ZodType<Value>): Value | undefined {
    const parsed = parseYamlValue(yaml, value, schema);
    problems.push(...parsed.problems);
    return parsed.value;
  }

  function readListVersion(): string | undefined {
    if (!source.texts.has('areas.yaml')) return undefined;
    problems.push(...checkTopKeys(areasYaml, ['list_version', 'districts', 'areas']));
    const expected = 'expected the date of the list of areas, such as 2025-07-01';
    const schema = z.looseObject({ list_version: z.iso.date({ error: expected }) });
    return areasYaml.problems.length > 0
      ? undefined
      : valueOrReport(areasYaml, areasYaml.value, schema)?.list_version;
  }

  function readYamlTable<Item extends { readonly id: string }>(
    file: ConfigFileName,
    key: string,
    schema: z.ZodType<Item>,
  ): Table<Item> {
    const yaml = readYaml(file);
    if (source.texts.has(file)) problems.push(...checkTopKeys(yaml, [key]));
    return tableOf(file, yaml, key, schema);
  }

  function tableOf<Item extends { readonly id: string }>(
    file: ConfigFileName,
    yaml: YamlFile,
    key: string,
    schema: z.ZodType<Item>,
  ): Table<Item> {
    if (!source.texts.has(file)) return missingTable(file);
    const { table, problems: own } = parseYamlTable(yaml, key, schema);
    problems.push(...own);
    return table;
  }

  async function readCsv<Item extends object>(
    file: ConfigFileName,
    format: CsvTableFormat<Item>,
  ): Promise<Table<Item>> {
    const text = source.texts.get(file);
    if (text === undefined) return missingTable(file);
    source.texts.delete(file);
    const onRows = (rowCount: number) => {
      rows.done += rowCount;
      onProgress?.(rows.done, rows.total);
    };
    const { table, problems: own } = await readCsvTable({ ...format, file, text, zone, onRows });
    for (const problem of own) problems.push(problem);
    return table;
  }

  /** Every reference into a file that cannot be read passes: that it cannot be read is the problem to mend first. */
  function missingTable<Item>(file: ConfigFileName): Table<Item> {
    const isRequired = source.problems.some((problem) => problem.file === file);
    return emptyTable(file, isRequired ? 'unreadable' : 'absent');
  }
}

const WrittenCity = z.looseObject({ city: z.looseObject({ time_zone: z.string() }) });

/** Dates can be read while other settings are wrong. */
function writtenTimeZone(yaml: YamlFile): string {
  const written = WrittenCity.safeParse(yaml.value).data?.city.time_zone;
  return written !== undefined && Intl.supportedValuesOf('timeZone').includes(written)
    ? written
    : 'Asia/Ho_Chi_Minh';
}

/** About: a quoted line end counts as a row. Good enough for a progress bar. */
function countRows({ texts }: ConfigTexts): { done: number; total: number } {
  let total = 0;
  for (const [name, text] of texts) {
    if (!name.endsWith('.csv')) continue;
    for (let at = text.indexOf('\n'); at >= 0 && at < text.length - 1; at = text.indexOf('\n', at + 1))
      total++;
  }
  return { done: 0, total };
}
